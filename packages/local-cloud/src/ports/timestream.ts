export interface TimestreamPort {
  /** WriteRecords of the Timestream write API. @throws AwsError RejectedRecordsException, ResourceNotFoundException, ValidationException */
  writeRecords(
    input: Readonly<Record<string, unknown>>,
  ): Promise<{ readonly RecordsIngested: { readonly Total: number } }>;
}
