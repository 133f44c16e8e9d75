/**
 * A message of lines and embeds as a layout: Discord takes neither in a message that is laid out
 * already, and a message that is stays so (components/reference.mdx, "Legacy Message Component Behavior").
 */
import { type APIEmbed, type APIMessageTopLevelComponent, ComponentType } from 'discord.js';
import { isLayout, type LayoutBody, type Outgoing } from './message.ts';
import { wordsOf } from './plain.ts';

/** The same words, pictures of embeds aside, with the same buttons and files. */
export function laidOut(body: Outgoing): LayoutBody {
  if (isLayout(body)) return body;
  const { content, embeds, components, files = [] } = body;
  const layout = [
    ...textDisplays(content),
    ...embeds.flatMap(containersOf),
    ...files.map(({ name = 'file' }) => fileDisplay(name)),
    ...components,
  ];
  return { layout, ...(body.files !== undefined && { files: body.files }) };
}

function textDisplays(content: string): APIMessageTopLevelComponent[] {
  return content === '' ? [] : [{ type: ComponentType.TextDisplay, content }];
}

/** None of an embed without words: Discord takes no empty text. */
function containersOf(embed: APIEmbed): APIMessageTopLevelComponent[] {
  const words = wordsOf(embed);
  if (words === '') return [];
  return [
    {
      type: ComponentType.Container,
      ...(embed.color !== undefined && { accent_color: embed.color }),
      components: [{ type: ComponentType.TextDisplay, content: words }],
    },
  ];
}

function fileDisplay(name: string): APIMessageTopLevelComponent {
  return { type: ComponentType.File, file: { url: `attachment://${name}` } };
}
