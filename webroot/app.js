import { html, render } from '/vendor/lit-html/lit-html.js';
import { AccountForm } from './account-form.js';
import { Accounts } from './accounts.js';
import { Api } from './api.js';
import { Asked } from './asked.js';
import { CallLog } from './call-log.js';
import { CaseDialogs } from './case-dialogs.js';
import { Choices } from './choices.js';
import { Dealings } from './dealings.js';
import { Desk } from './desk.js';
import { Dialogs } from './dialogs.js';
import { Drafts } from './drafts.js';
import { Feed } from './feed.js';
import { Inbox } from './inbox.js';
import { Keys } from './keys.js';
import { Legs } from './legs.js';
import { LegsDesk } from './legs-desk.js';
import { Notices } from './notices.js';
import { OpenCase } from './open-case.js';
import { Outlook } from './outlook.js';
import { casePath, legPath, Routes, VIEWS } from './routes.js';
import { Session } from './session.js';
import { StickToEnd } from './stick-to-end.js';
import { Store } from './store.js';
import { Toasts } from './toasts.js';
import { Wall } from './wall.js';
import { accountsView } from './views/accounts-view.js';
import { caseView } from './views/case-view.js';
import { dialogsView } from './views/dialogs-view.js';
import { inboxView } from './views/inbox-view.js';
import { legsView } from './views/legs-view.js';
import { monitorView } from './views/monitor-view.js';
import { problemBox } from './views/parts.js';
import { shellView } from './views/shell-view.js';
import { signInView } from './views/sign-in-view.js';

/*
 * The page in one place:
 *
 *   /api/live ─► Feed ─► Store ─────────────────────────────────────────┐
 *   /api/…    ─► Api ─► Inbox, OpenCase, Outlook, Legs, Notices, Wall … ┼─► draw ─► views
 *   keys, clicks ─► Desk, CaseDialogs ─► (the same) ────────────────────┘
 */
const TICK = 1_000;

const api = new Api({ signedOut: () => session.end() });
const store = new Store();
const drafts = new Drafts();
const toasts = new Toasts(changed);
const feed = new Feed(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/api/live`);
const inbox = new Inbox({ api, store, changed });
const outlook = new Outlook({ api, changed });
const open = new OpenCase({ api, store, drafts, outlook, toasts, changed });
const choices = new Choices({ api, changed });
const dialogs = new Dialogs();
const dealings = new Dealings({ api, open, toasts, changed });
const notices = new Notices({ api, changed });
const legs = new Legs({ api, told: toldLegs, changed });
const asked = new Asked({ api, pathOf: id => `/api/legs/${id}`, reader: () => session.person?.id ?? '', changed });
const wall = new Wall({ api, toasts, changed });
const accounts = new Accounts({ api, toasts, changed });
const session = new Session({ api, begun, over, changed });
const routes = new Routes(arrived);
const caseDialogs = new CaseDialogs({ dialogs, dealings, open, choices, outlook, session, changed });
const callLog = new CallLog({ api, dialogs, now: () => store.now(), logged: goToLogged, changed });
const accountForm = new AccountForm({ api, dialogs, choices, accounts, toasts, changed });
const legsDesk = new LegsDesk({ legs, asked, routes });
const desk = new Desk({
  routes, inbox, open, outlook, wall, feed, session, toasts, notices, dialogs, caseDialogs, callLog, dealings, legsDesk,
  accounts, accountForm, changed,
});
const stick = new StickToEnd();
const wide = matchMedia('(min-width: 75rem)');
const root = document.createElement('div');
root.className = 'page';
let drawing = false;

new Keys(action => desk.act(action));
feed.addEventListener('frame', ({ detail }) => heard(detail));
feed.addEventListener('state', changed);
feed.addEventListener('ended', () => session.end());
feed.addEventListener('refused', () => session.find());
addEventListener('online', () => feed.hurry());
wide.addEventListener('change', changed);
document.addEventListener('visibilitychange', () => {
  if (document.hidden) return;
  feed.hurry();
  wall.stir();
  accounts.stir();
  legs.stir();
  asked.stir();
  changed();
});

function begun(person) {
  store.me = person;
  drafts.of(person.id);
  feed.open();
  notices.read();
  legs.read();
  if (routes.current.name === 'sign-in') routes.go('/', { replace: true });
  else arrived(routes.current);
}

function goToLogged(caseId) {
  toasts.done('The call is logged.');
  routes.go(casePath(caseId, inbox.view));
}

function over() {
  feed.close();
  store.clear();
  wall.clear();
  wall.watch(false);
  accounts.clear();
  open.open(null);
  asked.open(null);
  legs.clear();
  notices.clear();
  choices.clear();
  dialogs.clear();
}

function arrived(route) {
  if (!session.person) return changed();
  // Who sees no cases has one page.
  if (!session.worksCases && route.name !== 'legs') return routes.go('/legs', { replace: true });
  inbox.show(route.view);
  open.open(route.name === 'inbox' ? route.caseId : null);
  if (open.id !== null) {
    inbox.selected = open.id;
    notices.seeCase(open.id);
  }
  wall.watch(route.name === 'monitor');
  accounts.watch(route.name === 'accounts');
  legs.watch(route.name === 'legs');
  asked.open(route.name === 'legs' ? route.legId : null);
  seeLeg();
  changed();
}

function seeLeg() {
  const { name, legId } = routes.current;
  if (name === 'legs' && legId) notices.seeLeg(legId);
}

function heard(frame) {
  store.take(frame);
  if (notices.counted(store.unseen)) legs.read();
  if (frame.type === 'snapshot') {
    inbox.ensure();
    if (open.id !== null && open.body) open.read();
  }
  open.noticed();
  wall.stir();
  changed();
}

/** The feed counts nothing for who sees no cases; and who is asked for one thing only should not have to choose it. */
function toldLegs(first) {
  if (!session.worksCases) notices.read().then(seeLeg);
  const { name, legId } = routes.current;
  const [leg] = legs.open ?? [];
  if (first && leg && name === 'legs' && legId === null && wide.matches) routes.go(legPath(leg.id), { replace: true });
}

/** Whatever changed is drawn once, with the next picture of the screen; a hidden page draws nothing. */
function changed() {
  if (drawing) return;
  drawing = true;
  requestAnimationFrame(() => {
    drawing = false;
    draw();
  });
}

function draw() {
  if (!session.person) return drawSignIn();
  const { name } = routes.current;
  const now = store.now();
  const focused = document.activeElement?.dataset.rowLink;
  const list = store.next(inbox.view) === undefined ? null : store.list(inbox.view);
  const shown = inbox.window.arrange(inbox.view, list ?? [], id => store.item(id));
  const model = {
    now,
    store,
    open,
    outlook,
    choices,
    dialogs,
    callLog,
    notices,
    legs,
    asked,
    feed,
    wall,
    accounts,
    accountForm,
    list,
    shown,
    wide: wide.matches,
    me: session.person.id,
    person: session.person,
    mayWatch: session.mayWatch,
    mayMend: session.mayMend,
    worksCases: session.worksCases,
    route: routes.current,
    caseId: open.id,
    view: inbox.view,
    selected: inbox.selected,
    loading: inbox.loading,
    problem: inbox.problem,
    complete: store.next(inbox.view) === '',
    counts: Object.fromEntries(VIEWS.map(view => [view, store.count(view)])),
    several: session.person.brands.length > 1 || (list?.some(item => item.queue !== list[0].queue) ?? false),
    feedAge: feed.heardAt === null ? null : Date.now() - feed.heardAt,
    theme: desk.theme,
    toasts: toasts.list,
  };
  const { actions } = desk;
  const content =
    name === 'monitor' ? monitorView(model, actions)
    : name === 'accounts' ? accountsView(model, actions)
    : name === 'legs' ? legsView(model, actions)
      : html`<div class="inbox-page ${open.id === null ? '' : 'has-case'}">
          ${inboxView(model, actions)}${caseView(model, actions)}
        </div>`;
  stick.before();
  render(html`${shellView(model, actions, content)}${dialogsView(model, actions)}`, root);
  inbox.window.settle(root.querySelector('[data-list]'), shown);
  stick.after(open.id, open.body !== null && name === 'inbox');
  keepFocus(focused);
  if (shown.nearEnd && list) inbox.more();
  document.title = titleOf(name, model);
}

function drawSignIn() {
  document.title = 'Sign in – Baton';
  if (!session.known) {
    render(
      session.problem ? html`<main class="sign-in">${problemBox(session.problem, () => session.find())}</main>` : '',
      root,
    );
    return;
  }
  render(signInView(session, desk.actions), root);
  // By hand: the autofocus attribute is for elements that were there when the page was loaded.
  if (document.activeElement === document.body) root.querySelector('[data-first]')?.focus();
}

/** A row that is moved in the page loses the focus, a person must not; out of sight it leaves it to the list. */
function keepFocus(id) {
  if (!id || document.activeElement !== document.body) return;
  (root.querySelector(`[data-row-link="${id}"]`) ?? root.querySelector('[data-list]'))?.focus({ preventScroll: true });
}

function titleOf(name, { open: { body }, counts, legs: { asked: waiting } }) {
  if (name === 'accounts') return 'Accounts – Baton';
  if (name === 'monitor') return 'Monitor – Baton';
  if (name === 'legs') return waiting.length ? `(${waiting.length}) Legs – Baton` : 'Legs – Baton';
  if (body) return `${body.customer.name || body.customer.handle} · ${body.reference} – Baton`;
  return counts.waiting ? `(${counts.waiting}) Inbox – Baton` : 'Inbox – Baton';
}

/** Countdowns go on by themselves; the next second begins when this one is drawn. */
function tick() {
  outlook.freshen();
  changed();
  setTimeout(tick, TICK - (store.now() % TICK));
}

document.body.append(root);
session.find();
tick();
