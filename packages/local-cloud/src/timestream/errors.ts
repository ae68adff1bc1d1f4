import { AwsError } from '../kernel/aws-error.ts';

export const validationError = (message: string): AwsError => new AwsError('ValidationException', message);
export const notFound = (message: string): AwsError => new AwsError('ResourceNotFoundException', message);
export const conflict = (message: string): AwsError => new AwsError('ConflictException', message);
