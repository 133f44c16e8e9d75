/** Stands for the process that draws cards on a machine that the renderer is not built for. */
process.on('disconnect', () => process.exit());
process.send({ kind: 'absent', message: 'Cannot find native binding.' });
