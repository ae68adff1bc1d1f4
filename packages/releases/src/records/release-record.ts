export type ReleaseKind = 'release' | 'rollback' | 'deployment';
export type ReleaseStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'ROLLED_BACK' | 'ROLLBACK_FAILED';

export interface ReleasedService {
  readonly service: string;
  readonly status: string;
  /** The framework's time stamps of the packages, as `sls rollback` takes them. */
  readonly previous?: string;
  readonly deployed?: string;
}

/** One release of the system, one rollback of it, or a single deployment by CodeDeploy that belongs to neither. */
export interface ReleaseRecord {
  /** Of kind `deployment`: the id that CodeDeploy gave. */
  readonly releaseId: string;
  readonly kind: ReleaseKind;
  readonly stage: string;
  /** Epoch ms. */
  readonly startedAt: number;
  readonly endedAt?: number;
  readonly status: ReleaseStatus;
  readonly by: string;
  readonly commit?: string;
  readonly services?: readonly ReleasedService[];
  /** Ids of CodeDeploy. */
  readonly deployments: readonly string[];
  readonly reason?: string;
}

/** The release that is under way: at most one a stage. */
export interface ActiveRelease {
  readonly releaseId: string;
  readonly kind: Exclude<ReleaseKind, 'deployment'>;
  /** Epoch ms. */
  readonly startedAt: number;
  /** Epoch ms: from then on another may begin, even if nobody ended this one. */
  readonly until: number;
}
