// Every page, in both languages and both themes. Runs at desktop and at phone width.

import { expectAccessible } from "./accessible";
import { test } from "./site";
import { PAGE_NAMES, pageAddresses } from "./site_pages";

for (const name of PAGE_NAMES) {
  test(`${name}: no axe violation, nothing wider than the screen`, async ({ page, request, context, baseURL }) => {
    test.slow();
    const address = (await pageAddresses(request))[name];
    for (const locale of ["zh-CN", "en"]) {
      await context.addCookies([{ name: "locale", value: locale, url: baseURL ?? "" }]);
      await expectAccessible(page, address, locale);
    }
  });
}
