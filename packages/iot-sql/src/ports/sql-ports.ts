/** JSON, as text or as UTF-8 bytes. Undefined: there is nothing, which is Undefined to the statement. */
export type PortAnswer = string | Uint8Array | undefined;

/** A key of DynamoDB as its API writes it: a string or a number. */
export type DynamoDbKey = { name: string; value: { S: string } | { N: string } };

/** A secret as Secrets Manager holds it: one of the two. */
export type SecretValue = { secretString: string } | { secretBinary: Uint8Array };

/**
 * What the functions that need the outside ask of it, under their own names. A statement that calls one whose port is not given
 * does not compile. A port that rejects fails the evaluation. Timeouts (2 s for `aws_lambda`), roles and caches (15 minutes for
 * `get_secret`) are the ports' own.
 */
export type SqlPorts = {
  /** Invokes synchronously. @returns the function's JSON */
  aws_lambda?: (request: { functionArn: string; payload: string }) => Promise<PortAnswer>;
  /** @returns the item as plain JSON */
  get_dynamodb?: (request: {
    tableName: string;
    partitionKey: DynamoDbKey;
    sortKey?: DynamoDbKey;
    roleArn: string;
  }) => Promise<PortAnswer>;
  /** @returns the answer of the registry's API of that name */
  get_registry_data?: (request: {
    registryApi: 'DescribeThing' | 'ListThingGroupsForThing';
    thingName: string;
    roleArn: string;
  }) => Promise<PortAnswer>;
  get_secret?: (request: {
    secretId: string;
    secretType: 'SecretString' | 'SecretBinary';
    roleArn: string;
  }) => Promise<SecretValue | undefined>;
  /** @returns the shadow document: `{"state": …, "metadata": …, "version": …, "timestamp": …}` */
  get_thing_shadow?: (request: { thingName: string; shadowName?: string; roleArn: string }) => Promise<PortAnswer>;
  /** The record is flat: a JSON object of strings and numbers. */
  machinelearning_predict?: (request: { modelId: string; roleArn: string; record: string }) => Promise<PortAnswer>;
  /** The bytes of an S3 object: a FileDescriptorSet for `decode(…, 'proto', …)`. */
  s3_object?: (request: { bucket: string; key: string }) => Promise<Uint8Array | undefined>;
};
