/** One property (or attribute such as Metadata) that a change touches. */
export interface ChangeDetail {
  readonly attribute: 'Properties' | 'Tags' | 'Metadata' | 'DeletionPolicy' | 'UpdateReplacePolicy' | 'UpdatePolicy';
  /** The property's name, for `Properties`. */
  readonly name?: string | undefined;
  readonly requiresRecreation: 'Never' | 'Conditionally' | 'Always';
  /** Dynamic: what it becomes is known only when `causingEntity` was changed. */
  readonly evaluation: 'Static' | 'Dynamic';
  readonly changeSource: 'DirectModification' | 'ResourceReference' | 'ResourceAttribute';
  readonly causingEntity?: string | undefined;
}

/** What an update would do to one resource. */
export interface ResourceChange {
  readonly action: 'Add' | 'Modify' | 'Remove';
  readonly logicalId: string;
  readonly physicalId?: string | undefined;
  readonly type: string;
  readonly replacement?: 'True' | 'False' | 'Conditional' | undefined;
  readonly policyAction?: 'Delete' | 'Retain' | 'ReplaceAndDelete' | 'ReplaceAndRetain' | undefined;
  readonly details: readonly ChangeDetail[];
}
