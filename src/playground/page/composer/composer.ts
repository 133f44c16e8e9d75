/** `<message-composer>`: where one writes messages and fills in commands. */
import { readFile } from '../connection.ts';
import type { PageContext } from '../context.ts';
import { displayName } from '../discord.ts';
import { append, button, h } from '../dom.ts';
import { icon } from '../icons.ts';
import { avatar } from '../message/avatar.ts';
import type { Message } from '../wire.ts';
import { words } from '../words/words.ts';
import { askingCall, type Call, matchCalls, typedCall, verifyingCall } from './calls.ts';
import { type CommandLine, createCommandLine } from './command-line.ts';
import { suggestMentions, withMentions } from './mentions.ts';
import { createSuggestions, type Suggestion } from './suggestions.ts';

/** The element. Set `page` before anything else. */
export class MessageComposer extends HTMLElement {
  page!: PageContext;
  #calls: readonly Call[] = [];
  #command: CommandLine | null = null;
  #replyTo: string | null = null;
  #mayWrite = true;
  #isSending = false;
  readonly #suggestions = createSuggestions();
  readonly #text = h('textarea', {
    rows: 1,
    'aria-autocomplete': 'list',
    autocomplete: 'off',
  });
  readonly #files = h('input', { type: 'file', multiple: true, hidden: true });
  readonly #chosen = h('div', { class: 'chosen-files' });
  readonly #reply = h('div', { class: 'reply-bar', hidden: true });
  readonly #line = h('div', { class: 'line' });
  readonly #notice = h('p', { class: 'notice', role: 'alert' });
  readonly #cancel = button(
    {
      class: 'plain',
      'aria-label': words.leaveCommand,
      title: words.leaveCommand,
      hidden: true,
    },
    () => this.#leaveCommand(''),
    icon('close'),
  );
  readonly #attach = button(
    { class: 'plain', 'aria-label': words.attach, title: words.attach },
    () => this.#files.click(),
    icon('plus'),
  );

  connectedCallback(): void {
    const send = h(
      'button',
      { type: 'submit', class: 'plain send', 'aria-label': words.send, title: words.send },
      icon('send'),
    );
    const form = h(
      'form',
      { class: 'composer' },
      this.#suggestions.element,
      this.#reply,
      this.#chosen,
      h('div', { class: 'box' }, this.#attach, this.#cancel, this.#line, send, this.#files),
      this.#notice,
    );
    this.#line.append(this.#text);
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.#submit();
    });
    form.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape') return;
      if (this.#suggestions.isOpen) this.#suggestions.close();
      else if (this.#command) this.#leaveCommand('');
      else if (this.#replyTo !== null) this.replyTo(null);
    });
    form.addEventListener('focusout', () => {
      // Wait until the focus has arrived: inside the form nothing is to be put away.
      queueMicrotask(() => {
        if (!form.contains(document.activeElement)) this.#suggestions.close();
      });
    });
    this.#text.addEventListener('input', () => this.#onText());
    this.#text.addEventListener('focus', () => this.#onText());
    this.#text.addEventListener('keydown', (event) => this.#onTextKey(event));
    this.#files.addEventListener('change', () => this.#showFiles());
    this.append(form);
  }

  /** Takes over where one is and what one may do there. */
  setPlace(placeholder: string, mayWrite: boolean, calls: readonly Call[]): void {
    this.#mayWrite = mayWrite;
    this.#calls = calls;
    this.#text.placeholder = placeholder;
    this.#text.setAttribute('aria-label', placeholder);
    this.#attach.disabled = !mayWrite;
    const name = this.#command?.call.name;
    // A command that was changed or taken away cannot be filled in further.
    if (name !== undefined && !calls.some((call) => call.name === name)) this.#leaveCommand('');
    if (this.#suggestions.isOpen) this.#onText();
  }

  /** Says what went wrong, or nothing. */
  notify(text: string): void {
    this.#notice.textContent = text;
  }

  override focus(): void {
    if (this.#command) this.#command.focus();
    else this.#text.focus();
  }

  /** Empties everything, as when another person takes over. */
  reset(): void {
    this.#leaveCommand('');
    this.replyTo(null);
    this.#files.value = '';
    this.#showFiles();
    this.notify('');
  }

  /** The next message answers this one; null takes it back. */
  replyTo(message: Message | null): void {
    this.#replyTo = message?.id ?? null;
    this.#reply.hidden = message === null;
    this.#reply.replaceChildren();
    if (message === null) return;
    const stop = button(
      { class: 'plain', 'aria-label': words.doNotReply },
      () => this.replyTo(null),
      icon('close'),
    );
    append(
      this.#reply,
      h('span', {}, words.replyingTo, h('strong', {}, displayName(message.author))),
      stop,
    );
    this.#leaveCommand(this.#text.value);
    this.#text.focus();
  }

  #onText(): void {
    const { value } = this.#text;
    this.#text.rows = Math.min(8, value.split('\n').length);
    const typed = /^\/(.*)$/s.exec(value)?.[1];
    const mention = /(?:^|\s)@(\S*)$/.exec(value.slice(0, this.#text.selectionStart));
    if (typed !== undefined) this.#onSlash(typed);
    else if (mention) this.#onMention(mention[1] ?? '');
    else this.#suggestions.close();
  }

  #onSlash(typed: string): void {
    // `/ask ` and what follows is the command already, typed or pasted as a whole.
    const exact = typedCall(this.#calls, typed);
    if (exact) {
      this.#enterCommand(exact.call, exact.rest);
      return;
    }
    const found = matchCalls(this.#calls, typed);
    const bot = this.page.snapshot?.bot;
    const entries = found.map(
      (call): Suggestion => ({
        label: `/${call.label}`,
        detail: call.description,
        lead: bot && avatar({ id: bot.id, username: bot.name, bot: true }, 'small'),
        value: () => this.#enterCommand(call, ''),
      }),
    );
    const heading = entries.length > 0 ? words.commands : words.noSuchCommand;
    this.#suggestions.show(this.#text, [h('strong', {}, heading)], entries, 0);
  }

  #onMention(typed: string): void {
    const { snapshot } = this.page;
    if (snapshot === null) return;
    const entries = suggestMentions(snapshot, typed, (mention) => {
      const at = this.#text.selectionStart;
      this.#text.setRangeText(`${mention} `, at - typed.length - 1, at, 'end');
      this.#suggestions.close();
    });
    if (entries.length === 0) this.#suggestions.close();
    else this.#suggestions.show(this.#text, [h('strong', {}, words.members)], entries, 0);
  }

  #onTextKey(event: KeyboardEvent): void {
    const { isOpen, hasActive } = this.#suggestions;
    // While an input method composes, Enter belongs to it.
    if (event.isComposing) return;
    if (isOpen && event.key === 'ArrowDown') this.#suggestions.move(1);
    else if (isOpen && event.key === 'ArrowUp') this.#suggestions.move(-1);
    else if (hasActive && (event.key === 'Enter' || event.key === 'Tab') && !event.shiftKey)
      this.#suggestions.pick();
    else if (event.key === 'Enter' && !event.shiftKey) void this.#submit();
    else return;
    event.preventDefault();
  }

  #enterCommand(call: Call, first: string): void {
    this.notify('');
    this.#suggestions.close();
    const { page } = this;
    const host = {
      page,
      suggestions: this.#suggestions,
      cancel: () => this.#leaveCommand(`/${call.label}`),
    };
    const line = createCommandLine(call, host, first);
    this.#command = line;
    this.#text.value = '';
    this.#line.replaceChildren(line.element);
    this.#attach.hidden = true;
    this.#cancel.hidden = false;
    line.focus();
  }

  #leaveCommand(text: string): void {
    const hadFocus = this.contains(document.activeElement);
    this.#suggestions.close();
    this.#command = null;
    this.#line.replaceChildren(this.#text);
    this.#attach.hidden = false;
    this.#cancel.hidden = true;
    this.#text.value = text;
    if (hadFocus) this.#text.focus();
  }

  /** Whoever presses Enter twice means it once. */
  async #submit(): Promise<void> {
    if (this.#isSending) return;
    this.#isSending = true;
    await this.#send().finally(() => {
      this.#isSending = false;
    });
  }

  async #send(): Promise<void> {
    const channelId = this.page.snapshot?.channelId;
    if (channelId === undefined) return;
    if (this.#command) return this.#run(this.#command, channelId);
    const { snapshot } = this.page;
    const typed = this.#text.value.trim();
    const content = snapshot ? withMentions(typed, snapshot) : typed;
    const files = [...(this.#files.files ?? [])];
    if (content === '' && files.length === 0) return;
    if (content.startsWith('/')) return this.notify(words.noSuchCommand);
    if (!this.#mayWrite) return this.notify(words.mayNotWrite);
    const replyTo = this.#replyTo;
    const sent = await this.page.act({
      do: 'send',
      channelId,
      content,
      files: await Promise.all(files.map(readFile)),
      ...(replyTo !== null && { replyTo }),
    });
    if (sent === null) return;
    this.reset();
    if (replyTo === null && files.length === 0) this.page.hintAt(content);
  }

  async #run(command: CommandLine, channelId: string): Promise<void> {
    if (!command.check()) return;
    this.#suggestions.close();
    const options = await command.values();
    const { name } = command.call;
    const sent = await this.page.act({ do: 'run', name, channelId, options });
    // What was typed stays where it was refused, so that it can be mended.
    if (sent === null || this.#command !== command) return;
    this.#leaveCommand('');
    this.#suggestions.close();
  }

  /** Runs the command that asks for a text. */
  ask(question: string): Promise<void> {
    return this.#runWith(askingCall(this.#calls), question, words.noAskingHere);
  }

  /** Runs the command that checks a quote. */
  verify(quote: string): Promise<void> {
    return this.#runWith(verifyingCall(this.#calls), quote, words.noVerifyingHere);
  }

  async #runWith(found: ReturnType<typeof askingCall>, text: string, otherwise: string) {
    const channelId = this.page.snapshot?.channelId;
    if (found === null || channelId === undefined) return this.notify(otherwise);
    const options = { [found.option.name]: text };
    await this.page.act({ do: 'run', name: found.call.name, channelId, options });
  }

  #showFiles(): void {
    const files = [...(this.#files.files ?? [])];
    this.#chosen.replaceChildren(...files.map(({ name }) => h('span', {}, icon('file'), name)));
  }
}

customElements.define('message-composer', MessageComposer);
