const PATIENCE = 2_000;

/** Focuses what a selector finds once it is drawn; a case may still be on its way from the gateway. */
export function focusSoon(selector, until = performance.now() + PATIENCE) {
  requestAnimationFrame(() => {
    const element = document.querySelector(selector);
    if (element) element.focus({ preventScroll: selector.includes('row-link') });
    else if (performance.now() < until) focusSoon(selector, until);
  });
}

/** Brings into sight what has just been drawn below the edge, as on a telephone. */
export const showSoon = selector => requestAnimationFrame(() =>
  requestAnimationFrame(() => document.querySelector(selector)?.scrollIntoView({ block: 'nearest' })));
