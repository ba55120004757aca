import type { ExplainedPicture } from '../../../worker/api';

/** A picture to explain, and the network that is asked. */
export interface ExplainAbout {
  /** The content key of the fit step. */
  readonly fitKey: string;
  readonly picture: ExplainedPicture;
  /** The place of the true class, where it is known. */
  readonly truth?: number;
}
