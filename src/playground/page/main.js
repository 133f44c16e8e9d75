/** The playground's page: listens to what a person sees, and sends what they do. */
import { renderMessage } from './message.js';

const get = (id) => document.getElementById(id);
const [messages, notice, person, channel, command, options, modal] = [
  'messages',
  'notice',
  'person',
  'channel',
  'command',
  'options',
  'modal',
].map(get);
const state = { me: null, channelId: null, commands: [], source: null };

/** Option types of Discord's that get an input of their own. */
const SUBCOMMAND = 1;
const GROUP = 2;
const BOOLEAN = 5;
const NUMBERS = [4, 10];
const FILE = 11;

async function act(what) {
  const response = await fetch(`/act?as=${encodeURIComponent(state.me)}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(what),
  });
  const answer = await response.json();
  notice.textContent = response.ok ? '' : answer.message;
  return response.ok ? answer : null;
}

function show(message) {
  const node = renderMessage(message, act);
  const before = get(node.id);
  const atEnd = messages.scrollHeight - messages.scrollTop - messages.clientHeight < 80;
  if (before) before.replaceWith(node);
  else messages.append(node);
  if (atEnd) messages.scrollTop = messages.scrollHeight;
}

function fill(select, entries, chosen) {
  select.replaceChildren(...entries.map(([value, text]) => new Option(text, value)));
  if (chosen) select.value = chosen;
}

/** Commands with their subcommands, each by the words one types. */
function callable(list) {
  const under = (holder, path) => {
    const nested = (holder.options ?? []).filter(({ type }) => type <= GROUP);
    if (nested.length === 0) return [{ name: path, options: holder.options ?? [] }];
    return nested.flatMap((one) => under(one, `${path} ${one.name}`));
  };
  return list.filter(({ type }) => type === SUBCOMMAND).flatMap((one) => under(one, one.name));
}

async function toFile(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return { filename: file.name, contentType: file.type || 'text/plain', base64: btoa(text) };
}

async function values() {
  const entries = [];
  for (const input of options.querySelectorAll('[name]')) {
    const type = Number(input.dataset.type);
    if (type === FILE && input.files[0]) entries.push([input.name, await toFile(input.files[0])]);
    else if (type === BOOLEAN && input.value) entries.push([input.name, input.value === 'true']);
    else if (NUMBERS.includes(type) && input.value) entries.push([input.name, Number(input.value)]);
    else if (type !== FILE && type !== BOOLEAN && input.value)
      entries.push([input.name, input.value]);
  }
  return Object.fromEntries(entries);
}

function suggest(input, list) {
  let timer;
  input.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      const [name, focused, channelId] = [command.value, input.name, state.channelId];
      const given = { [focused]: input.value, ...(await values()) };
      const answer = await act({ do: 'autocomplete', name, channelId, focused, options: given });
      const choices = answer?.choices ?? [];
      list.replaceChildren(...choices.map((choice) => new Option(choice.name, choice.value)));
    }, 150);
  });
}

function inputFor(option) {
  const choices = option.choices ?? (option.type === BOOLEAN ? [true, false] : null);
  const input = document.createElement(choices ? 'select' : 'input');
  if (choices) {
    const entries = choices.map((one) => [String(one.value ?? one), String(one.name ?? one)]);
    fill(input, [['', '—'], ...entries]);
  } else if (option.type === FILE) input.type = 'file';
  else if (NUMBERS.includes(option.type)) input.type = 'number';
  input.name = option.name;
  input.dataset.type = option.type;
  input.required = option.required === true;
  return input;
}

function showOptions() {
  const chosen = callable(state.commands).find(({ name }) => name === command.value);
  const labels = (chosen?.options ?? []).map((option) => {
    const label = document.createElement('label');
    const input = inputFor(option);
    label.append(option.required ? `${option.name} (required)` : option.name, input);
    label.title = option.description;
    if (option.required) label.className = 'wide';
    if (option.autocomplete) {
      const list = document.createElement('datalist');
      list.id = `suggestions-${option.name}`;
      input.setAttribute('list', list.id);
      label.append(list);
      suggest(input, list);
    }
    return label;
  });
  options.replaceChildren(...labels);
}

function showCommands(list) {
  state.commands = list;
  const before = command.value;
  const entries = callable(list);
  fill(
    command,
    entries.map(({ name }) => [name, `/${name}`]),
  );
  // A question box first: the command that asks for a text.
  const asking = entries.find((one) =>
    one.options.some(({ type, required }) => required && type === 3),
  );
  const wanted = entries.find(({ name }) => name === before) ?? asking ?? entries[0];
  if (!wanted) return options.replaceChildren();
  command.value = wanted.name;
  if (wanted.name !== before || options.childElementCount === 0) showOptions();
}

function showModal({ modal: form, interactionId }) {
  const node = document.createElement('form');
  const title = document.createElement('h2');
  title.textContent = form.title;
  const fields = form.components.map((top) => {
    const field = top.component ?? top.components?.[0];
    if (!field) return top.content ?? '';
    const label = document.createElement('label');
    const input = document.createElement(field.style === 2 ? 'textarea' : 'input');
    input.name = field.custom_id;
    input.value = field.value ?? '';
    label.append(top.label ?? field.label, input);
    return label;
  });
  const submit = document.createElement('button');
  submit.type = 'submit';
  submit.textContent = 'Submit';
  node.append(title, ...fields, submit);
  node.addEventListener('submit', (event) => {
    event.preventDefault();
    modal.close();
    act({ do: 'submit', interactionId, fields: Object.fromEntries(new FormData(node)) });
  });
  modal.replaceChildren(node);
  modal.showModal();
}

function setStatus(online) {
  get('status').textContent = online ? 'online' : 'starting…';
}

function receive(event) {
  switch (event.type) {
    case 'snapshot':
      Object.assign(state, { me: event.me, channelId: event.channelId });
      fill(
        person,
        event.people.map(({ id, name, role }) => [id, `${name} (${role})`]),
        event.me,
      );
      fill(
        channel,
        event.channels.map(({ id, name, kind }) => [id, kind === 'text' ? `#${name}` : name]),
        event.channelId,
      );
      messages.replaceChildren();
      for (const message of event.messages) show(message);
      setStatus(event.bot.online);
      return showCommands(event.commands);
    case 'message-create':
    case 'message-update':
      return event.channelId === state.channelId && show(event.message);
    case 'message-delete':
      return get(`m${event.messageId}`)?.remove();
    case 'interaction-failed':
      notice.textContent = event.reason;
      return;
    case 'modal':
      return showModal(event);
    case 'commands-change':
      return showCommands(event.commands);
    case 'bot-status':
      return setStatus(event.online);
  }
}

function connect(as, channelId) {
  state.source?.close();
  const query = new URLSearchParams({
    ...(as && { as }),
    ...(channelId && { channel: channelId }),
  });
  state.source = new EventSource(`/events?${query}`);
  state.source.onmessage = ({ data }) => receive(JSON.parse(data));
  state.source.onerror = () => {
    get('status').textContent = 'connecting…';
  };
}

person.addEventListener('change', () => connect(person.value));
channel.addEventListener('change', () => connect(state.me, channel.value));
command.addEventListener('change', showOptions);
get('composer').addEventListener('submit', async (event) => {
  event.preventDefault();
  const [name, channelId] = [command.value, state.channelId];
  if (await act({ do: 'run', name, channelId, options: await values() })) {
    for (const input of options.querySelectorAll('input')) input.value = '';
    options.querySelector('input')?.focus();
  }
});
connect();
