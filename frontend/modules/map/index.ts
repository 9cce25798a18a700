// <listing-map>: what draws it weighs more than the rest of the page, which shall be seen before.
requestAnimationFrame(() => setTimeout(() => void import("./element")));
