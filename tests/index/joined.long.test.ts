/** Joined indexes rank as one, whatever is asked. */
import { describeSharedOut } from './shared-out.ts';

describeSharedOut(1);
