/**
 * What DescribeEndpoints answers. On AWS an address is a bare host name, reached by HTTPS on its usual port; this cloud is reached by HTTP
 * on another one, so each SDK needs the form from which it builds a right URL (when it was not given an endpoint for the
 * client itself, and so asks): the JavaScript one puts the address in the place of the host name and keeps scheme and port;
 * botocore takes a URL as it is and puts https:// before anything else.
 */
export const discoveredAddress = (endpoint: string, userAgent: string | undefined): string => {
  const { host, hostname } = new URL(endpoint);
  if (userAgent === undefined) return host;
  if (userAgent.startsWith('aws-sdk-js/')) return hostname;
  return /botocore|boto3|aws-cli/i.test(userAgent) ? endpoint : host;
};
