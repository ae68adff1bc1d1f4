import type { Deployment } from './deployment.ts';

/** How many targets are in which state; a Lambda deployment has one. */
export const overviewOf = ({ status }: Deployment) => {
  const count = (...states: Deployment['status'][]) => (states.includes(status) ? 1 : 0);
  return {
    Pending: count('Created'),
    InProgress: count('InProgress'),
    Succeeded: count('Succeeded'),
    Failed: count('Failed', 'Stopped'),
    Skipped: 0,
    Ready: 0,
  };
};
