// Whoever is not signed in keeps searches on the device: the link that keeps one leads to the page of these, with its heading
// as the name. Without script it leads to signing in.

export function keepSearchesHere(): void {
  document.addEventListener(
    "click",
    ({ target }) => {
      const link = target instanceof Element ? target.closest<HTMLAnchorElement>("a[href^='/account/searches?']") : null;
      if (!link || document.documentElement.dataset.account !== undefined) return;
      link.pathname += "/here";
      link.hash = document.querySelector("h1")?.textContent ?? "";
    },
    { capture: true },
  );
}
