/** The playground's page: what a person sees of Discord, live, and what they do. */
import './composer/composer.ts';
import './message/message-list.ts';
import './panel/side-panel.ts';
import './sidebar.ts';
import { callsOf } from './composer/calls.ts';
import type { MessageComposer } from './composer/composer.ts';
import { createConnection, Refused } from './connection.ts';
import type { PageContext } from './context.ts';
import { MESSAGE_FLAG } from './discord.ts';
import { createDrawer } from './drawer.ts';
import { icon } from './icons.ts';
import { whoAsked } from './message/actions.ts';
import type { MessageList } from './message/message-list.ts';
import { isUnheard, pendingAnswer, unheardHint } from './message/pending.ts';
import { describeMessage } from './message/words.ts';
import { openModal } from './modal/modal.ts';
import { askForToken } from './modal/token.ts';
import type { SidePanel } from './panel/side-panel.ts';
import { channelHere } from './places.ts';
import type { ChannelSidebar } from './sidebar.ts';
import { noteStep } from './steps.ts';
import { restoreTheme } from './theme.ts';
import { createTyping } from './typing.ts';
import { createWaiting } from './waiting.ts';
import { channelStart } from './welcome.ts';
import type { Act, Channel, Message, ServerEvent, Snapshot } from './wire.ts';
import { language } from './words/language.ts';
import { words } from './words/words.ts';

const get = <T extends HTMLElement>(id: string) => document.getElementById(id) as T;
const sidebar = get<ChannelSidebar>('sidebar');
const list = get<MessageList>('messages');
const composer = get<MessageComposer>('composer');
const panel = get<SidePanel>('panel');
const status = get('status');
const panelButton = get<HTMLButtonElement>('toggle-panel');
const sidebarButton = get<HTMLButtonElement>('open-sidebar');

let snapshot: Snapshot | null = null;
let connected = false;
/** Messages of the channel by id, as they were last seen. */
const messages = new Map<string, Message>();
const waiting = createWaiting();

const connection = createConnection(receive, (up) => {
  connected = up;
  showStatus();
});

const page: PageContext = {
  get snapshot() {
    return snapshot;
  },
  names: {
    user: (id) =>
      [snapshot?.bot, ...(snapshot?.people ?? [])].find((one) => one?.id === id)?.name ?? null,
    channel: (id) => snapshot?.channels.find((one) => one.id === id)?.name ?? null,
    role: (id) => snapshot?.roles.find((one) => one.id === id)?.name ?? null,
  },
  async act(what) {
    if (snapshot === null) return null;
    // Suggestions come while one types: they say nothing about what was refused before.
    if (what.do !== 'autocomplete') page.notify('');
    const settled = begin(what, snapshot);
    try {
      const result = await connection.act(snapshot.me, what);
      if (result.interactionId !== undefined && settled !== null)
        waiting.whenOver(result.interactionId, (failure) => {
          settled();
          if (failure !== null) page.notify(failure);
        });
      return result;
    } catch (error) {
      settled?.();
      if (!(error instanceof Refused)) throw error;
      page.notify(error.message);
      return null;
    }
  },
  whenOver: waiting.whenOver,
  notify: (text) => composer.notify(text),
  announce(text) {
    get('announcements').textContent = text;
  },
  ask: (question) => composer.ask(question),
  verify: (quote) => composer.verify(quote),
  hintAt(content) {
    if (snapshot === null || !isUnheard(content, snapshot, callsOf(snapshot.commands))) return;
    list.hint(unheardHint(content, page, () => list.hint(null)));
  },
  focusComposer: () => composer.focus(),
  replyTo: (messageId) => composer.replyTo(messages.get(messageId) ?? null),
  openArticle: (passage) => void panel.showArticle(passage),
  openEvidence: (askedBy) => void panel.showEvidence(askedBy),
  read: (path, query) => connection.read(path, query),
};

const showTyping = createTyping(get('typing'), page.names.user);
const toggleSidebar = createDrawer(sidebar, sidebarButton);

/** Goes where one's own act will be seen. @returns what ends the waiting for a command's answer. */
function begin(what: Act, here: Snapshot): (() => void) | null {
  const isCommand = what.do === 'run' || what.do === 'message-command';
  if (isCommand || what.do === 'send') {
    list.hint(null);
    list.follow();
  }
  if (!isCommand) return null;
  page.announce(words.thinking(here.bot.name));
  return list.expect(pendingAnswer(here));
}

function showStatus(): void {
  const online = connected && snapshot?.bot.online === true;
  status.textContent = online ? '' : connected ? words.starting : words.lost;
  status.hidden = online;
}

function channelLabel({ kind, name }: Channel): string {
  if (kind === 'text') return `#${name}`;
  return kind === 'bot-dm' ? `@${name}` : name;
}

function showSnapshot(next: Snapshot): void {
  const before = snapshot;
  snapshot = next;
  connected = true;
  showStatus();
  const channel = channelHere(next);
  if (channel === undefined) return;
  // So that a reload, or a second window with another person, comes back to the same place.
  const query = new URLSearchParams({ as: next.me, channel: next.channelId });
  history.replaceState(null, '', `?${query}`);
  document.title = `${channelLabel(channel)} | ${words.playground(next.bot.name)}`;
  get('title').replaceChildren(
    icon(channel.kind === 'text' ? 'hash' : channel.kind === 'private' ? 'people' : 'at'),
    channel.name,
  );
  get('topic').textContent = channel.topic ?? '';
  sidebar.show(next);
  if (before?.me !== next.me || before.channelId !== next.channelId) {
    composer.reset();
    showTyping(null);
  }
  showPlace(next);
  messages.clear();
  for (const message of next.messages) messages.set(message.id, message);
  list.show(words.messagesIn(channelLabel(channel)), next.messages, channelStart(channel, page));
}

/** Takes up what one may do in the channel. */
function showPlace(next: Snapshot): void {
  snapshot = next;
  const channel = channelHere(next);
  if (channel === undefined) return;
  const placeholder = channel.mayWrite
    ? words.message(channelLabel(channel))
    : words.mayOnlyCommand;
  composer.setPlace(placeholder, channel.mayWrite, callsOf(next.commands));
}

function receiveMessage(event: Extract<ServerEvent, { message: Message }>): void {
  const { message, channelId } = event;
  if (channelId !== snapshot?.channelId) {
    if (event.type === 'message-create') sidebar.markUnread(channelId);
    return;
  }
  const before = messages.get(message.id);
  messages.set(message.id, message);
  const isAnswer = message.interaction_metadata?.user.id === snapshot.me;
  if (before === undefined && isAnswer) list.settle();
  list.upsert(message);
  if (message.author.bot === true) showTyping(null);
  const isLoading = ((message.flags ?? 0) & MESSAGE_FLAG.loading) !== 0;
  const isNew = before === undefined || ((before.flags ?? 0) & MESSAGE_FLAG.loading) !== 0;
  if (isLoading) page.announce(words.thinking(snapshot.bot.name));
  else if (isNew && message.author.id !== snapshot.me)
    page.announce(describeMessage(message, page.names));
  const isOwn = message.author.id === snapshot.me;
  const mine = whoAsked(message)?.userId === snapshot.me;
  if (mine && !isLoading) {
    noteStep(message);
    panel.refreshEvidence();
  }
  // What one has done oneself is what one wants to see.
  if (before === undefined && (mine || isOwn)) list.follow();
}

function finish(interactionId: string, failure: string | null): void {
  const waited = waiting.finish(interactionId, failure);
  if (!waited && failure !== null) page.notify(failure);
}

function receive(event: ServerEvent): void {
  switch (event.type) {
    case 'snapshot':
      showSnapshot(event);
      break;
    case 'message-create':
    case 'message-update':
      receiveMessage(event);
      break;
    case 'message-delete':
      messages.delete(event.messageId);
      if (list.removeMessage(event.messageId)) composer.focus();
      break;
    case 'interaction-failed':
      finish(event.interactionId, event.reason);
      break;
    case 'interaction-acknowledged':
      finish(event.interactionId, null);
      break;
    case 'modal':
      finish(event.interactionId, null);
      openModal(event.modal, event.interactionId, page);
      break;
    case 'typing':
      if (event.channelId === snapshot?.channelId) showTyping(event.userId);
      break;
    case 'commands-change':
      if (snapshot !== null) showPlace({ ...snapshot, commands: event.commands });
      break;
    case 'bot-status':
      if (snapshot !== null)
        snapshot = { ...snapshot, bot: { ...snapshot.bot, online: event.online } };
      showStatus();
      break;
  }
}

restoreTheme();
document.documentElement.lang = language;
get('skip').textContent = words.skip;
sidebarButton.setAttribute('aria-label', words.openChannels);
list.page = page;
composer.page = page;
panel.page = page;
panel.onToggle = (open) => {
  panelButton.setAttribute('aria-expanded', String(open));
  document.body.classList.toggle('with-panel', open);
};
sidebar.host = {
  goTo(channelId) {
    toggleSidebar(false);
    connection.open(snapshot?.me ?? null, channelId);
    composer.focus();
  },
  actAs(userId) {
    // Not every channel is everyone's: stay only where the other person is, too.
    const server = snapshot && channelHere(snapshot)?.server;
    const person = snapshot?.people.find(({ id }) => id === userId);
    const isThere = person?.servers.some(({ id }) => id === server) === true;
    const open = () => connection.open(userId, isThere ? (snapshot?.channelId ?? null) : null);
    if (person?.locked) askForToken(page, connection.unlock, open);
    else open();
  },
};
panelButton.append(icon('panel'));
panelButton.setAttribute('aria-label', words.panel);
panelButton.title = words.panel;
panelButton.addEventListener('click', () => panel.toggle());
sidebarButton.append(icon('menu'));

// Whoever starts to type means to write, as in Discord.
addEventListener('keydown', ({ key, ctrlKey, metaKey, altKey }) => {
  const typing = key.length === 1 && key !== ' ' && !ctrlKey && !metaKey && !altKey;
  if (typing && document.activeElement === document.body) composer.focus();
});

/** Opens what the address says. A token in it is taken out before anything else is done with it. */
async function start(): Promise<void> {
  const here = new URLSearchParams(location.search);
  const token = new URLSearchParams(location.hash.slice(1)).get('token') ?? here.get('token');
  if (token !== null) {
    here.delete('token');
    history.replaceState(null, '', `?${here}`);
    await connection.unlock(token).catch((error: Error) => page.notify(error.message));
  }
  connection.open(here.get('as'), here.get('channel'));
}
void start();
