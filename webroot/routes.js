export const VIEWS = ['all', 'mine', 'waiting', 'held', 'legs', 'promised', 'flagged', 'undelivered', 'resolved'];

/**
 * What an address means: `/`, `/cases/{id}`, `/legs`, `/legs/{id}`, `/monitor`,
 * `/accounts`, `/sign-in`; `?view=` names the list
 * beside a case.
 */
export function read({ pathname, search }) {
  const wanted = new URLSearchParams(search).get('view');
  const view = VIEWS.includes(wanted) ? wanted : 'all';
  const opened = /^\/cases\/(\d{1,15})\/?$/.exec(pathname);
  if (opened) return { name: 'inbox', caseId: Number(opened[1]), view };
  const asked = /^\/legs(?:\/(\d{1,15}))?\/?$/.exec(pathname);
  if (asked) return { name: 'legs', caseId: null, legId: asked[1] ? Number(asked[1]) : null, view };
  if (pathname === '/accounts') return { name: 'accounts', caseId: null, view };
  if (pathname === '/monitor') return { name: 'monitor', caseId: null, view };
  if (pathname === '/sign-in') return { name: 'sign-in', caseId: null, view };
  return { name: 'inbox', caseId: null, view };
}

export function inboxPath(view) {
  return view === 'all' ? '/' : `/?view=${view}`;
}

export function casePath(id, view = 'all') {
  return view === 'all' ? `/cases/${id}` : `/cases/${id}?view=${view}`;
}

export function legPath(id) {
  return id === null ? '/legs' : `/legs/${id}`;
}

/** Follows the address bar; links inside the page are followed without a reload. */
export class Routes {
  constructor(changed) {
    this.changed = changed;
    this.current = read(location);
    addEventListener('popstate', () => this.#arrive());
    document.addEventListener('click', event => this.#follow(event));
  }

  go(path, { replace = false } = {}) {
    if (path !== location.pathname + location.search) history[replace ? 'replaceState' : 'pushState'](null, '', path);
    this.#arrive();
  }

  #arrive() {
    this.current = read(location);
    this.changed(this.current);
  }

  #follow(event) {
    const link = event.target.closest?.('a[href^="/"]');
    if (!link || link.target || event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    this.go(link.getAttribute('href'));
  }
}
