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
