/** DynamoDB's attribute value as on the wire, e.g. `{S: 'x'}`. */
export type AttributeValue = Readonly<Record<string, unknown>>;

export interface DynamoDbPort {
  /** Runs an operation of the DynamoDB API, e.g. `call('PutItem', {TableName, Item})`. @throws AwsError as DynamoDB answers */
  call<Output = Record<string, unknown>>(operation: string, input: Readonly<Record<string, unknown>>): Promise<Output>;
}
