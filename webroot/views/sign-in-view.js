import { html, nothing } from '/vendor/lit-html/lit-html.js';
import { icon } from '../icons.js';
import { logo } from './parts.js';

export function signInView({ problem, busy, ended }, actions) {
  const submit = event => {
    event.preventDefault();
    const { login, password } = event.target.elements;
    actions.signIn(login.value.trim(), password.value).then(signedIn => signedIn || password.select());
  };
  return html`
    <main class="sign-in">
      <form class="sign-in-card" method="post" action="/api/session" @submit=${submit} aria-labelledby="sign-in-title">
        <div class="brand brand-large">
          ${logo()}
          <h1 id="sign-in-title">Baton</h1>
        </div>
        <p class="muted">Every case in somebody’s hand.</p>
        ${
          ended && !problem
            ? html`
                <p class="strip strip-soon">Your session ended. Sign in to go on; your drafts are kept.</p>
              `
            : nothing
        }
        <div role="alert">
          ${
            problem
              ? html`
                  <p class="strip strip-late" id="sign-in-problem" data-test="sign-in-problem">
                    ${icon('warn')}
                    <span>${problem.detail}</span>
                  </p>
                `
              : nothing
          }
        </div>
        <label class="field">
          Login
          <input
            name="login"
            data-test="login"
            autocomplete="username"
            autocapitalize="none"
            spellcheck="false"
            required
            maxlength="200"
            data-first
            aria-describedby=${problem ? 'sign-in-problem' : nothing}
          />
        </label>
        <label class="field">
          Password
          <input
            name="password"
            type="password"
            data-test="password"
            autocomplete="current-password"
            required
            maxlength="500"
          />
        </label>
        <button class="button button-primary button-wide" data-test="sign-in" aria-busy=${busy}>
          ${busy ? 'Signing in…' : 'Sign in'}
        </button>
      </form>
    </main>
  `;
}
