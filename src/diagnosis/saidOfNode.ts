import { type NodeEvidence } from './evidence';

/** Words are weaker than a figure: they move what is likely, and no state. */
export function isSaidToGrow({ slabSaidToGrow, slabSteadyGrowthBytesPerDay: growth }: NodeEvidence): boolean {
  return slabSaidToGrow === true && growth === undefined;
}

/** As above, where nobody counts them. */
export function areSaidToStay(evidence: NodeEvidence): boolean {
  const { cgroupsSaidToStay, memoryCgroups, liveMemoryCgroups: live, dyingMemoryCgroups: dying } = evidence;
  return cgroupsSaidToStay === true && (memoryCgroups ?? live ?? dying) === undefined;
}
