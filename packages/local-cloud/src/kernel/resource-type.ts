/** JSON Schema of a resource type's properties, as CloudFormation's registry writes them. */
export type PropertySchema = Readonly<Record<string, unknown>>;

/** What CloudFormation keeps of a resource: `physicalId` is what Ref gives, `attributes` what Fn::GetAtt gives. */
export interface ResourceState {
  readonly physicalId: string;
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** A resource that exists, with the properties it was last given. */
export interface ExistingResource<Properties> extends ResourceState {
  readonly properties: Properties;
}

/** A change of a resource under an UpdatePolicy: it may take long, be taken up again after a kill, and be called off. */
export interface PolicyChange {
  /** What the member of UpdatePolicy says that the type names, evaluated. */
  readonly policy: Readonly<Record<string, unknown>>;
  /** True if the stack goes back to what was before: by the policy of then. */
  readonly isRollback: boolean;
  /** Unique to this change; the same when it is taken up again. */
  readonly token: string;
  /** True if the end of the cloud cut the change off and it is taken up again. */
  readonly isResumed: boolean;
  /** Aborts when somebody cancels the update or another resource fails: what was begun is to be taken back soon. */
  readonly cancelled: AbortSignal;
  /** Tells how far it is, as an event of the stack. */
  progress(reason: string): void;
}

export interface ResourceContext {
  readonly stackName: string;
  readonly stackId: string;
  readonly logicalId: string;
  /** A name as CloudFormation makes one: `<stack>-<logical id>-<random>`, cut to `maxLength`; stable over retries of one creation. */
  generateName(maxLength: number): string;
  /**
   * Says, in a creation of several steps, that the resource is there from now on though it is not yet as it is to be: should a later step
   * fail, or the cloud be killed, the rollback removes it.
   */
  initiated(state: ResourceState): void;
  /** Of an update, if the template has an UpdatePolicy for the resource. */
  readonly change?: PolicyChange;
}

/**
 * A CloudFormation resource type: one file each, in the folder of the service that owns it.
 * A property that `schema` does not name fails the deployment by its path, so `schema` lists only what is honoured
 * (`additionalProperties: false` is added at every object that declares properties).
 */
export interface ResourceType<Properties = never> {
  readonly typeName: string;
  readonly schema: {
    readonly properties: Readonly<Record<string, PropertySchema>>;
    readonly required?: readonly string[];
  };
  /** Property names whose change replaces the resource (`createOnlyProperties` of the registry). */
  readonly createOnly: readonly string[];
  /** The one member of UpdatePolicy that `update` honours, and the schema of what stands in it. */
  readonly updatePolicy?: { readonly member: string; readonly schema: PropertySchema };
  /** @throws AwsError when it cannot be made; the stack then rolls back. */
  create(properties: Properties, context: ResourceContext): Promise<ResourceState>;
  /** Changes it in place. Called only if a property changed and none of `createOnly`. */
  update(
    existing: ExistingResource<Properties>,
    properties: Properties,
    context: ResourceContext,
  ): Promise<ResourceState>;
  /** Removes it. A resource that is gone already is no error. */
  remove(existing: ExistingResource<Properties>, context: ResourceContext): Promise<void>;
}

/** Declares a resource type, keeping its property type inside. */
export const resourceType = <Properties>(type: ResourceType<Properties>): ResourceType =>
  type as unknown as ResourceType;
