/** `<message-list>`: a channel's messages, live; keeps its place and the focus. */
import type { PageContext } from '../context.ts';
import { MESSAGE_FLAG } from '../discord.ts';
import { button, h } from '../dom.ts';
import { icon } from '../icons.ts';
import type { Message } from '../wire.ts';
import { words } from '../words/words.ts';
import { messageNodeId, renderMessage } from './message.ts';

/** Messages of one person within this many milliseconds are shown together, as Discord does. */
const JOIN_WITHIN = 7 * 60_000;
/** Pixels from the end within which new messages are followed. */
const NEAR_END = 120;

const isPrivate = ({ flags = 0 }: Message) => (flags & MESSAGE_FLAG.ephemeral) !== 0;

/** The element. Set `page` before anything else. */
export class MessageList extends HTMLElement {
  page!: PageContext;
  #messages: Message[] = [];
  readonly #start = h('div', { class: 'channel-start' });
  readonly #list = h('div', { class: 'messages' });
  readonly #hint = h('div', {});
  readonly #pending = h('div', { class: 'pending-answers' });
  readonly #jump = button(
    { class: 'jump', hidden: true },
    () => {
      this.#toEnd();
      this.page.focusComposer();
    },
    `${words.newMessages} `,
    icon('chevron'),
  );

  connectedCallback(): void {
    this.setAttribute('role', 'log');
    // What is new is told in a sentence; the log itself would be read out with every button.
    this.setAttribute('aria-live', 'off');
    this.tabIndex = 0;
    this.append(this.#start, this.#list, this.#hint, this.#pending, this.#jump);
    // What arrives above the fold, such as a picture, must not push the end out of sight.
    const resized = new ResizeObserver(() => {
      if (this.#following) this.#toEnd();
    });
    // The list itself shrinks as one writes more lines, or answers a message.
    for (const node of [this, this.#list, this.#start]) resized.observe(node);
    this.addEventListener('scroll', () => {
      const last = this.#list.lastElementChild;
      const toCome = last === null ? 0 : Math.max(last.clientHeight - this.clientHeight, 0);
      const left = this.scrollHeight - this.scrollTop - this.clientHeight;
      this.#following = left < NEAR_END + toCome;
      if (this.#following) this.#jump.hidden = true;
    });
    this.addEventListener('keydown', (event) => this.#onKey(event));
    this.addEventListener('contextmenu', (event) => {
      const target = event.target as Element;
      const more = target.closest('article')?.querySelector<HTMLElement>('[data-key="more"]');
      // Links and selected text keep the browser's own menu.
      if (!more || target.closest('a') || getSelection()?.isCollapsed === false) return;
      event.preventDefault();
      more.click();
    });
  }

  #following = true;

  /** To the end, but not past the beginning of the last message: one reads from there. */
  #toEnd(): void {
    const own = this.#pending.lastElementChild ?? this.#hint.lastElementChild;
    const last = own ?? this.#list.lastElementChild;
    const top = last instanceof HTMLElement ? last.offsetTop - this.offsetTop : Infinity;
    this.scrollTop = Math.min(top, this.scrollHeight);
  }

  /** Shows a channel anew. @param start what stands above its first message. */
  show(label: string, messages: readonly Message[], start: Node): void {
    this.setAttribute('aria-label', label);
    this.#messages = [...messages];
    this.#start.replaceChildren(start);
    const focused = this.#focusedPlace();
    this.#list.replaceChildren(...this.#messages.map((one, index) => this.#render(one, index)));
    this.#restoreFocus(focused);
    this.#hint.replaceChildren();
    this.#pending.replaceChildren();
    this.follow();
  }

  /** Goes to the end, and stays there as more comes. */
  follow(): void {
    this.#following = true;
    this.#jump.hidden = true;
    this.#toEnd();
  }

  /** Shows that an answer is to come. @returns a function that takes it back; safe to call twice. */
  expect(node: HTMLElement): () => void {
    this.#pending.append(node);
    this.follow();
    return () => node.remove();
  }

  /** The answer that was expected first is there. */
  settle(): void {
    this.#pending.firstElementChild?.remove();
  }

  /** Shows a hint of the page below the messages, or takes it away. */
  hint(node: HTMLElement | null): void {
    this.#hint.replaceChildren(...(node === null ? [] : [node]));
    if (node !== null) this.follow();
  }

  /** Adds a message, or draws it anew where it is. */
  upsert(message: Message): void {
    const index = this.#messages.findIndex(({ id }) => id === message.id);
    if (index < 0) {
      this.#messages.push(message);
      this.#list.append(this.#render(message, this.#messages.length - 1));
    } else {
      const focused = this.#focusedPlace();
      this.#messages[index] = message;
      document.getElementById(messageNodeId(message.id))?.replaceWith(this.#render(message, index));
      this.#restoreFocus(focused);
    }
    if (this.#following) this.#toEnd();
    else if (index < 0) this.#jump.hidden = false;
  }

  /** Takes a message away. @returns whether the focus was in it. */
  removeMessage(messageId: string): boolean {
    const node = document.getElementById(messageNodeId(messageId));
    const hadFocus = node?.contains(document.activeElement) ?? false;
    const index = this.#messages.findIndex(({ id }) => id === messageId);
    if (index < 0) return false;
    this.#messages.splice(index, 1);
    node?.remove();
    const next = this.#messages[index];
    // The one below may have to show its own name now.
    if (next)
      document.getElementById(messageNodeId(next.id))?.replaceWith(this.#render(next, index));
    return hadFocus;
  }

  #render(message: Message, index: number): HTMLElement {
    const before = this.#messages[index - 1];
    const close =
      before !== undefined &&
      Date.parse(message.timestamp) - Date.parse(before.timestamp) < JOIN_WITHIN;
    const joined =
      close &&
      before.author.id === message.author.id &&
      isPrivate(before) === isPrivate(message) &&
      message.interaction_metadata?.name === undefined &&
      !message.referenced_message;
    return renderMessage(message, this.page, joined);
  }

  #focusedPlace(): { readonly article: string; readonly key: string | null } | null {
    const focused = document.activeElement;
    const article = focused?.closest('article');
    if (!article || !this.contains(article)) return null;
    const key = focused?.closest<HTMLElement>('[data-key]')?.dataset.key ?? null;
    return { article: article.id, key };
  }

  /** Back to the same button, or to the message where that is gone. */
  #restoreFocus(place: { readonly article: string; readonly key: string | null } | null): void {
    if (place === null) return;
    const article = document.getElementById(place.article);
    const buttons = [...(article?.querySelectorAll<HTMLElement>('[data-key]') ?? [])];
    const same = buttons.find(({ dataset }) => dataset.key === place.key);
    if (same && !same.matches(':disabled')) same.focus({ preventScroll: true });
    else article?.focus({ preventScroll: true });
  }

  /** Arrow keys go from message to message. */
  #onKey(event: KeyboardEvent): void {
    const target = event.target as HTMLElement;
    if (event.target !== this && target.localName !== 'article') return;
    const articles = [...this.#list.querySelectorAll<HTMLElement>('article')];
    const at = articles.indexOf(target);
    const to =
      event.key === 'ArrowUp'
        ? at < 0
          ? articles.length - 1
          : at - 1
        : event.key === 'ArrowDown' && at >= 0
          ? at + 1
          : null;
    const next = to === null ? undefined : articles[to];
    if (next === undefined) return;
    event.preventDefault();
    next.focus();
    next.scrollIntoView({ block: 'nearest' });
  }
}

customElements.define('message-list', MessageList);
