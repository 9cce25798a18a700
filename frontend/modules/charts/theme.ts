/** The colours of the page as they are now. */
export interface Theme {
  readonly ink: string;
  readonly inkSoft: string;
  readonly line: string;
  readonly surface: string;
  readonly sunken: string;
  readonly accent: string;
  readonly accentStrong: string;
  readonly accentSoft: string;
  readonly font: string;
}

export function themeOf(element: Element): Theme {
  const style = getComputedStyle(element);
  const token = (name: string) => style.getPropertyValue(name).trim();
  return {
    ink: token("--ink"),
    inkSoft: token("--ink-soft"),
    line: token("--line"),
    surface: token("--surface"),
    sunken: token("--sunken"),
    accent: token("--accent"),
    accentStrong: token("--accent-strong"),
    accentSoft: token("--accent-soft"),
    font: token("--font"),
  };
}

/** Calls `changed` whenever the page or the system takes other colours; gives what ends that. */
export function onThemeChange(changed: () => void): () => void {
  const root = new MutationObserver(changed);
  root.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme", "class"] });
  const system = matchMedia("(prefers-color-scheme: dark)");
  system.addEventListener("change", changed);
  return () => {
    root.disconnect();
    system.removeEventListener("change", changed);
  };
}
