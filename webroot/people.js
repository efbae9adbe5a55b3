/** What a channel's contact is called in a sentence. */
const CONTACTS = { phone: 'call', asterisk: 'call', twilio: 'call', email: 'mail', api: 'contact' };

const day = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'long' });

/** How much a piece of evidence says; each bit doubles the odds. */
export const strength = weight =>
  weight >= 15 ? 'decisive' : weight >= 4 ? 'strong' : weight > 0 ? 'some' : weight < 0 ? 'speaks against' : 'neutral';

/** "Same phone number as the call of 12 May", "handle equal, same order number"; what speaks against it is said too. */
export function reasonWords({ evidence, to }, channelWords) {
  const pro = evidence.filter(({ weight }) => weight > 0).map(({ words }) => words);
  const con = evidence.filter(({ weight }) => weight < 0).map(({ words }) => words);
  if (pro.includes('handle equal') && pro.includes('name equal')) {
    pro.splice(pro.indexOf('name equal'), 1);
    pro[pro.indexOf('handle equal')] = 'handle and name equal';
  }
  const heard = to?.heard;
  if (heard && pro.length) {
    pro[0] += ` as the ${CONTACTS[heard.channel] ?? `${channelWords(heard.channel)} contact`} of ${day.format(new Date(heard.at))}`;
  }
  const words = pro.join(', ') || evidence.map(reason => reason.words).join(', ') || 'linked before';
  return con.length && !pro.length ? con.join(', ') : con.length ? `${words}; but ${con.join(', ')}` : words;
}

/** The link that was made last, to be undone from a toast. */
export const latestLink = body =>
  body.behind.profiles.map(({ link }) => link).filter(Boolean).toSorted((a, b) => b.id - a.id)[0] ?? null;

export const profileName = ({ name, handle, authorId }) => name || handle || authorId;
