export interface SnsPort {
  /** @throws AwsError NotFoundException */
  publish(
    topicArn: string,
    message: string,
    options?: { readonly subject?: string; readonly messageStructure?: 'json' },
  ): Promise<{ readonly messageId: string }>;
}
