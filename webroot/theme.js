// Not a module: it has to run before the first paint, or a dark desk flashes white.
(() => {
  const chosen = localStorage.getItem('baton.theme');
  if (chosen === 'light' || chosen === 'dark') document.documentElement.dataset.theme = chosen;
})();
