/** The stages of the soak, in their order. */
import { faults } from './faults.ts';
import { kills } from './kills.ts';
import { load } from './load.ts';
import { model } from './model.ts';
import { mutatedFiles } from './mutated-files.ts';
import { mutatedGateway } from './mutated-packets.ts';
import type { Stage } from './stage.ts';

/** By name. */
export const STAGES: Readonly<Record<string, Stage>> = {
  load,
  faults,
  model,
  kills,
  files: mutatedFiles,
  packets: mutatedGateway,
};
