import { render } from '/vendor/lit-html/lit-html.js';
import { Api } from './api.js';
import { Asked } from './asked.js';
import { linkView } from './views/link-view.js';

/*
 * One leg for who holds its link and has no account:
 *
 *   /leg#TOKEN ─► Api (Authorization: Leg …) ─► Asked ─► linkView
 *
 * What stands behind the # no browser sends to a server, so no log and no proxy has it.
 */
const TICK = 1_000;

let token = location.hash.slice(1);
let drawing = false;
const api = new Api({ signedOut: () => {}, authorization: () => `Leg ${token}` });
const asked = new Asked({ api, pathOf: () => '/api/leg-link', reader: () => '', changed });
const root = document.createElement('div');
root.className = 'page';
const actions = {
  acceptLeg: () => asked.accept(),
  writeAnswer: text => asked.write(text),
  answerLeg: () => asked.answer(),
  passLeg: to => asked.pass(to),
  readLeg: () => asked.read(),
};

function changed() {
  if (drawing) return;
  drawing = true;
  requestAnimationFrame(() => {
    drawing = false;
    render(linkView({ asked, now: asked.now(), complete: token !== '' }, actions), root);
  });
}

function arrive() {
  token = location.hash.slice(1);
  asked.open(null);
  if (token) asked.open('');
  changed();
}

function tick() {
  changed();
  setTimeout(tick, TICK - (asked.now() % TICK));
}

document.body.append(root);
addEventListener('hashchange', arrive);
document.addEventListener('visibilitychange', () => asked.stir());
arrive();
tick();
