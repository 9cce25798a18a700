// The pages of renters, agents and admins, in both languages and both themes, at desktop and at phone width.

import { expectAccessible } from "./accessible";
import { comeInAs } from "./people";
import { test } from "./site";
import { OWN_PAGES, ownAddress } from "./site_pages";

for (const [login, pages] of Object.entries(OWN_PAGES)) {
  for (const locale of ["zh-CN", "en"]) {
    test(`${login}, ${locale}: no axe violation, nothing wider than the screen`, async ({ page, context, baseURL }) => {
      test.setTimeout(180_000);
      await comeInAs(page, login);
      await context.addCookies([{ name: "locale", value: locale, url: baseURL ?? "" }]);
      for (const path of pages) await expectAccessible(page, await ownAddress(page.request, path), locale);
    });
  }
}
