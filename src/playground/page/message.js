/** One message as DOM nodes: text, embeds, attachments, and components that can be used. */
import { link, markdown } from './markdown.js';

const EPHEMERAL = 1 << 6;
const LOADING = 1 << 7;
const PRIMARY = 1;
const LINK = 5;

function box(className, ...children) {
  const node = document.createElement('div');
  node.className = className;
  node.append(...children);
  return node;
}

function isWeb(url) {
  return typeof url === 'string' && /^https?:\/\//.test(url);
}

function embed(data) {
  const node = box('embed');
  if (data.author) node.append(box('foot', data.author.name));
  if (data.title)
    node.append(box('title', isWeb(data.url) ? link(data.url, data.title) : data.title));
  if (data.description) node.append(box('text', ...markdown(data.description)));
  for (const field of data.fields ?? [])
    node.append(box('title', field.name), box('text', ...markdown(field.value)));
  if (data.footer) node.append(box('foot', data.footer.text));
  return node;
}

function button(data, use) {
  if (data.style === LINK && isWeb(data.url)) return link(data.url, data.label ?? data.url);
  const node = document.createElement('button');
  node.type = 'button';
  node.textContent = [data.emoji?.name, data.label].filter(Boolean).join(' ');
  node.disabled = data.disabled === true;
  if (data.style === PRIMARY) node.className = 'primary';
  node.addEventListener('click', () => use({ do: 'click', customId: data.custom_id }));
  return node;
}

function select(data, use) {
  const node = document.createElement('select');
  node.setAttribute('aria-label', data.placeholder ?? 'Choose');
  node.append(new Option(data.placeholder ?? 'Choose', ''));
  for (const option of data.options ?? []) node.append(new Option(option.label, option.value));
  node.addEventListener('change', () => {
    if (node.value !== '') use({ do: 'select', customId: data.custom_id, values: [node.value] });
  });
  return node;
}

function component(data, use) {
  if (data.type === 1) return box('row', ...data.components.map((one) => component(one, use)));
  if (data.type === 2) return button(data, use);
  if (data.type === 3) return select(data, use);
  if (data.type === 10) return box('text', ...markdown(data.content));
  const parts = [...(data.components ?? []), ...(data.accessory ? [data.accessory] : [])];
  return box(data.type === 17 ? 'embed' : '', ...parts.map((one) => component(one, use)));
}

/** The path of an uploaded file on this page's own server. */
function ownPath(url) {
  const { pathname, search } = new URL(url);
  return pathname + search;
}

/**
 * @param message as Discord's API sends it.
 * @param act does something with it: `{ do: 'click', customId }` and the like.
 */
export function renderMessage(message, act) {
  const node = document.createElement('article');
  node.id = `m${message.id}`;
  const use = (what) => act({ ...what, messageId: message.id });
  const name = message.author.global_name ?? message.author.username;
  const by = box('by', name, ' ');
  const time = document.createElement('small');
  time.textContent = new Date(message.timestamp).toLocaleTimeString();
  by.append(time);
  node.append(by);
  const isPrivate = (message.flags & EPHEMERAL) !== 0;
  if ((message.flags & LOADING) !== 0) node.append(box('text', `${name} is thinking…`));
  if (message.content) node.append(box('text', ...markdown(message.content)));
  node.append(...message.embeds.map(embed));
  for (const file of message.attachments) node.append(link(ownPath(file.url), file.filename));
  node.append(...(message.components ?? []).map((one) => component(one, use)));
  if (isPrivate) {
    node.className = 'private';
    const away = document.createElement('button');
    away.type = 'button';
    away.textContent = 'Dismiss message';
    away.addEventListener('click', () => use({ do: 'dismiss' }));
    node.append(box('row', box('foot', 'Only you can see this'), away));
  }
  return node;
}
