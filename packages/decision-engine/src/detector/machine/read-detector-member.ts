import type { Json } from '../../json.ts';
import type { ModelReader, ModelReading } from '../../rule-files/model-reader.ts';
import { checkDetectorModel } from '../check/check.ts';
import { readDetectorModel } from '../definition-read.ts';
import { sourcePathOf } from '../definition-source.ts';
import { fatalResults } from '../run/fatal-results.ts';
import { checkMember } from './check-member.ts';
import { createProblemPlaces } from './problem-places.ts';

/**
 * Reads the model of a `.detector.yaml`, in whichever form AWS has it, for the service to run. It is refused for what keeps it
 * from running, not for what AWS's analysis says besides: AWS ran such models.
 */
export const readDetectorMember: ModelReader = (document, written, _name, deviceTypes): ModelReading => {
  const reading = readDetectorModel(document, written.resource === undefined ? {} : { resource: written.resource });
  const places = createProblemPlaces((location) => (reading.source ? sourcePathOf(reading.source, location) : []));
  const { model, problems: inReading } = reading;
  // What only CloudFormation knows is not deployed by its name.
  const results = new Set([...inReading, ...fatalResults(checkDetectorModel(reading))]);
  const fatal = [...results].map(places.ofResult);
  if (model === undefined || fatal.length > 0) return { problems: fatal };
  const definition = model as unknown as Json;
  const problems = checkMember({ ...written, definition }, deviceTypes).map(places.ofMember);
  return problems.length > 0 ? { problems } : { definition, problems };
};
