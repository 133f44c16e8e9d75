/** Says refusals to a person of the playground, as Discord's own client would: in their language. */
import { sayIn, type Tellable } from '../languages/say.ts';
import type { World } from './stand-in/world.ts';

/** A refusal in the language of a person; in English for somebody who is not here. */
export function tellPerson(world: World, userId: string, refusal: Tellable): string {
  return sayIn(world.locales.get(userId) ?? 'en').tell(refusal);
}
