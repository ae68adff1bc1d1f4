import type { Since } from '../arguments/since.ts';
import type { TargetOptions } from '../target/target.ts';

/** The options of `signalbox replay`, as the command line gives them. */
export interface ReplayCommandOptions extends TargetOptions {
  /** Present unless `released` is. */
  readonly rules?: string;
  readonly released?: boolean;
  readonly timeline?: string;
  readonly ruleSets?: string;
  readonly against?: string;
  readonly expected?: string;
  readonly records?: readonly string[];
  readonly from?: Since;
  readonly to?: Since;
  readonly archiveOnly?: boolean;
  readonly until?: Since;
  readonly device?: readonly string[];
  readonly parameters?: string;
  readonly decisions?: boolean;
  readonly json?: boolean;
  readonly jobs?: number;
  readonly top: number;
  readonly movedWithin: number;
}
