/** `npm start`: the bot on Discord where there is a token, the playground where there is none. */
import { beginLife } from './lifecycle.ts';

const life = beginLife();
try {
  // Loading takes most of a second, in which the process can be told to end.
  const { start } = await import('./start.ts');
  await start(life);
} catch (error) {
  life.fail(error);
}
