/** Each piece of work of the benchmark has a process of its own, so that none profits from another's memory. */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Figures } from './measure.ts';

/**
 * Has a module beside this one do a task: see `answerTask`.
 * @throws Error where it ends without figures.
 */
export function inChild<Task extends object>(module: string, task: Task): Promise<Figures> {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(new URL(module, import.meta.url)));
    let figures: Figures | null = null;
    child.on('message', (message) => {
      figures = message as Figures;
    });
    child.on('exit', (code) => {
      if (figures) resolve(figures);
      else reject(new Error(`Measuring by ${module} ended with exit code ${code}.`));
    });
    child.send(task);
  });
}
