/** `<channel-sidebar>`: servers and their channels, and in the corner who one acts as and the theme. */
import { button, h, unseen } from './dom.ts';
import { icon } from './icons.ts';
import { avatar } from './message/avatar.ts';
import { channelHere, channelsOf, standing } from './places.ts';
import { isDark, setTheme } from './theme.ts';
import { languageMenu } from './widgets/language-menu.ts';
import type { Channel, Server, Snapshot } from './wire.ts';
import { words } from './words/words.ts';

/** What the sidebar tells the page. */
interface SidebarHost {
  goTo(channelId: string): void;
  actAs(userId: string): void;
}

const ROLES: Readonly<Record<string, string>> = {
  [words.member]: words.memberRole,
  [words.moderator]: words.moderatorRole,
};
const ICONS = { text: 'hash', 'bot-dm': 'at', private: 'people' } as const;

/** The element. Set `host` before anything else. */
export class ChannelSidebar extends HTMLElement {
  host!: SidebarHost;
  #unread = new Set<string>();
  #snapshot: Snapshot | null = null;
  /** The server that was open last: it stays in view beside direct messages. */
  #server: string | null = null;

  /** Draws it anew. */
  show(snapshot: Snapshot): void {
    this.#snapshot = snapshot;
    this.#unread.delete(snapshot.channelId);
    this.#server = channelHere(snapshot)?.server ?? this.#server;
    const server = snapshot.servers.find(({ id }) => id === this.#server) ?? snapshot.servers[0];
    const focused = this.contains(document.activeElement)
      ? (document.activeElement as HTMLElement).dataset.key
      : undefined;
    this.replaceChildren(
      this.#servers(snapshot, server),
      h('div', { class: 'server' }, server?.name),
      h(
        'nav',
        { 'aria-label': words.channels },
        this.#group(snapshot, words.textChannels, channelsOf(snapshot, server?.id ?? null)),
        this.#group(
          snapshot,
          words.directMessages,
          snapshot.channels.filter((channel) => channel.server === null),
        ),
      ),
      this.#people(snapshot, server),
    );
    if (focused !== undefined)
      [...this.querySelectorAll<HTMLElement>('[data-key]')]
        .find(({ dataset }) => dataset.key === focused)
        ?.focus();
  }

  /** Marks a channel in which something new was written. */
  markUnread(channelId: string): void {
    if (this.#snapshot === null || this.#unread.has(channelId)) return;
    this.#unread.add(channelId);
    this.show(this.#snapshot);
  }

  #servers(snapshot: Snapshot, current: Server | undefined): HTMLElement {
    const links = snapshot.servers.map((server) => {
      const channels = channelsOf(snapshot, server.id);
      const here = channels.some(({ id }) => id === snapshot.channelId);
      const unread = channels.some(({ id }) => this.#unread.has(id));
      return h(
        'li',
        {},
        button(
          {
            class: `server-icon${unread ? ' unread' : ''}${server === current ? ' shown' : ''}`,
            'aria-current': here ? 'true' : null,
            title: server.name,
            'data-key': server.id,
          },
          () => {
            // One is there already, with another channel open.
            if (!here && channels[0] !== undefined) this.host.goTo(channels[0].id);
          },
          h('span', { 'aria-hidden': 'true' }, Array.from(server.name)[0]?.toUpperCase()),
          unseen(unread ? words.unread(server.name) : server.name),
        ),
      );
    });
    return h('nav', { class: 'servers', 'aria-label': words.servers }, h('ul', {}, ...links));
  }

  #group(snapshot: Snapshot, title: string, channels: readonly Channel[]): HTMLElement {
    const links = channels.map((channel) => {
      const here = channel.id === snapshot.channelId;
      const unread = this.#unread.has(channel.id);
      return h(
        'li',
        {},
        button(
          {
            class: unread ? 'channel unread' : 'channel',
            'aria-current': here ? 'page' : null,
            'data-key': channel.id,
          },
          () => this.host.goTo(channel.id),
          icon(ICONS[channel.kind]),
          h('span', {}, channel.name),
          !channel.mayWrite && icon('lock'),
          unread && unseen(words.unreadMark),
        ),
      );
    });
    return h('div', {}, h('h2', {}, title), h('ul', {}, ...links));
  }

  #people(snapshot: Snapshot, server: Server | undefined): HTMLElement {
    const choices = snapshot.people.map((person) => {
      const active = person.id === snapshot.me;
      const role = standing(person, server);
      return button(
        {
          class: 'person',
          role: 'radio',
          'aria-checked': active ? 'true' : 'false',
          tabindex: active ? 0 : -1,
          title: ROLES[role] ?? words.notHere,
          'data-key': person.id,
        },
        () => this.host.actAs(person.id),
        avatar({ id: person.id, username: person.name }, 'small'),
        h('span', {}, h('b', {}, person.name), h('small', {}, role)),
        person.locked && icon('lock'),
        person.locked && unseen(words.asksForToken),
      );
    });
    const group = h(
      'div',
      { class: 'people', role: 'radiogroup', 'aria-label': words.actAs },
      ...choices,
    );
    group.addEventListener('keydown', (event) => {
      const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      if (by === undefined) return;
      event.preventDefault();
      const at = choices.indexOf(document.activeElement as HTMLButtonElement);
      const next = choices[(at + by + choices.length) % choices.length];
      next?.focus();
      next?.click();
    });
    const theme = button({ class: 'plain', 'data-key': 'theme' }, () => {
      setTheme(isDark() ? 'light' : 'dark');
      label();
    });
    const label = () => {
      const title = isDark() ? words.lightTheme : words.darkTheme;
      theme.setAttribute('aria-label', title);
      theme.title = title;
      theme.replaceChildren(icon(isDark() ? 'sun' : 'moon'));
    };
    label();
    return h(
      'div',
      { class: 'corner' },
      h('small', {}, words.youActAs),
      group,
      h('div', { class: 'settings' }, languageMenu(), theme),
    );
  }
}

customElements.define('channel-sidebar', ChannelSidebar);
