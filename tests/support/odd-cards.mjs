/** Stands for the process that draws cards, and does what the title of a card says. */
process.on('disconnect', () => process.exit());
process.send({ kind: 'ready' });
process.on('message', ({ id, content }) => {
  if (content.title === 'die') process.exit(1);
  if (content.title === 'hang') for (;;);
  if (content.title === 'fail') process.send({ kind: 'failed', id, message: 'out of paint' });
  else process.send({ kind: 'drawn', id, png: Buffer.from(String(process.pid)) });
});
