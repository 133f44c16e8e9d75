/** The buttons of `/sources`: each presses what only managers may, and that is checked again. */
import type { ButtonInteraction } from 'discord.js';
import { isSameCollection } from '../../src/citations/refs.ts';
import { defineButton, type Turn } from '../../src/discord/command.ts';
import { commandMention } from '../../src/discord/command-mention.ts';
import { escapeMarkdown } from '../../src/discord/escape.ts';
import { renderLine } from '../../src/discord/message.ts';
import { sourceName } from '../../src/discord/source-lines.ts';
import { lookReport, renderSources, sourcesOnPage } from '../../src/discord/source-list.ts';
import { renderSourcePreview } from '../../src/discord/source-preview.ts';
import type { Say } from '../../src/languages/say.ts';
import { Refusal } from '../../src/refusals.ts';
import { USUAL_MS } from '../../src/sources/limits.ts';
import type { Sources } from '../../src/sources/sources.ts';
import { refuseUnlessManager } from '../shared/permissions.ts';
import { sourcesOf } from '../shared/services.ts';
import { lookNow, readWaitingPage, shownSources } from '../shared/sources.ts';

/** @throws Refusal as `refuseUnlessManager` and `sourcesOf` do. */
function sourcesFor(interaction: ButtonInteraction, turn: Turn): Sources {
  refuseUnlessManager(interaction, turn);
  return sourcesOf(turn);
}

export const listSources = defineButton('sources', async (interaction, { page }, turn) => {
  const service = sourcesFor(interaction, turn);
  const shown = shownSources(turn, service, page, interaction.locale);
  await turn.reply.inPlace((say) => renderSources(say, shown));
});

/** Looks at the sources of a page, and shows that page as it is then. */
export const lookAtSources = defineButton('look', async (interaction, { page }, turn) => {
  const { reply, upkeep } = turn;
  const service = sourcesFor(interaction, turn);
  await reply.acknowledge('inPlace');
  const names = sourcesOnPage(service.list(), page)
    .filter(({ source }) => source.kind !== 'folder')
    .map(({ source }) => source.name);
  const { results, goOn } = await lookNow(names.map((name) => service.refresh(name)));
  // What came is kept, whether or not the folder can be looked at just now.
  await upkeep?.refresh().catch(() => {});
  const goesOn = goOn ? commandMention(turn, 'sources list', interaction.locale) : null;
  const shown = shownSources(turn, service, page, interaction.locale);
  await reply.inPlace((say) => {
    const body = renderSources(say, shown);
    const report = lookReport(say, results, goesOn);
    const isPlain = body.content !== '' || report === '';
    return isPlain ? body : { ...body, content: report };
  });
});

export const addSource = defineButton('addSource', async (interaction, { preview }, turn) => {
  const { reply } = turn;
  const service = sourcesFor(interaction, turn);
  await reply.acknowledge('inPlace');
  const { name } = await service.add(preview);
  const command = commandMention(turn, 'sources list', interaction.locale);
  await reply.inPlace((say) => renderLine(say('sourceAdded', { name: sourceName(name), command })));
});

export const dropSource = defineButton('dropSource', async (interaction, { preview }, turn) => {
  const { reply } = turn;
  const service = sourcesFor(interaction, turn);
  await reply.acknowledge('inPlace');
  await service.discard(preview);
  await reply.inPlace((say) => renderLine(say('discarded')));
});

/** Shows a feed instead of the page that names it, with what was wanted of that. */
export const previewFeed = defineButton('feed', async (interaction, { preview, address }, turn) => {
  const { reply } = turn;
  const service = sourcesFor(interaction, turn);
  await reply.acknowledge('inPlace');
  const { name, everyMs, only, keep, announce } = await service.previewed(preview);
  const shown = await service.preview(
    {
      ...{ address, kind: 'feed', name },
      // A page's usual interval is not one that somebody asked for.
      ...(everyMs !== USUAL_MS.page && { everyMs }),
      ...(only !== null && { only }),
      ...(keep !== null && { keep }),
      ...(announce !== null && { announce }),
    },
    interaction.user.id,
  );
  await service.discard(preview);
  await reply.inPlace((say) => renderSourcePreview(say, shown));
});

export const removeSource = defineButton('removeSource', async (interaction, action, turn) => {
  const { reply, upkeep } = turn;
  const service = sourcesFor(interaction, turn);
  const { source, withArticles } = action;
  // A source of that name may be in any collection: this is the one that was shown, or none.
  if (!isSameCollection(action, { collection: turn.access.changes?.key ?? '' })) {
    throw new Refusal('noSuchSource', { name: source });
  }
  await reply.acknowledge('inPlace');
  const { articles: n } = await service.remove(source, withArticles ? 'remove' : 'keep');
  if (withArticles) await upkeep?.refresh().catch(() => {});
  await reply.inPlace((say) => {
    const removed = say('sourceRemoved', { name: sourceName(source) });
    if (n === 0) return renderLine(removed);
    const rest = say(withArticles ? 'sourceArticlesWent' : 'sourceArticlesStay', { n });
    return renderLine(`${removed} ${rest}`);
  });
});

export const waits = defineButton('waits', async (interaction, { page }, turn) => {
  const service = sourcesFor(interaction, turn);
  await showWaiting(turn, service, page, null);
});

export const takeWaiting = defineButton(
  'takeWaiting',
  async (interaction, { waiting, page }, turn) => {
    const { reply, upkeep } = turn;
    const service = sourcesFor(interaction, turn);
    await reply.acknowledge('inPlace');
    const { file } = await service.keepWaiting(waiting);
    await upkeep?.refresh().catch(() => {});
    await showWaiting(turn, service, page, (say) =>
      say('waitingKept', { file: escapeMarkdown(file) }),
    );
  },
);

export const dropWaiting = defineButton(
  'dropWaiting',
  async (interaction, { waiting, page }, turn) => {
    const service = sourcesFor(interaction, turn);
    await turn.reply.acknowledge('inPlace');
    await service.dropWaiting(waiting);
    await showWaiting(turn, service, page, (say) => say('waitingDropped'));
  },
);

async function showWaiting(
  { reply }: Turn,
  service: Sources,
  page: number,
  said: ((say: Say) => string) | null,
): Promise<void> {
  await reply.acknowledge('inPlace');
  const render = await readWaitingPage(service, page, said);
  await reply.inPlace(render);
}
