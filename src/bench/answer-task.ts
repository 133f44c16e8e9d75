/** A process of the benchmark is sent one task, answers with its figures, and ends. */

/** Answers the first message. What is thrown is printed with its stack, and ends the process with 1. */
export function answerTask<Task, Figures extends object>(
  run: (task: Task) => Promise<Figures>,
): void {
  process.once('message', (task: Task) => {
    run(task).then(
      (figures) => process.send?.(figures, () => process.disconnect()),
      (error: unknown) => {
        process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
        process.exit(1);
      },
    );
  });
}
