// What one memory cgroup ID stands for, where nothing counts them.
import figures from '../knowledge/figures.json';

/**
 * Memcg IDs lost for each pod started, slab for each ID that is gone, and what ordinary work holds besides: the least and the
 * most that is plausible.
 */
export const { idsPerStart, ordinarySlabBytes, slabBytesPerId } = figures;

/**
 * Entries of /sys/kernel/slab for each memcg ID that is gone: 182,210 of them stood on a node whose 65,535 IDs were all used
 * up, the only public case with both figures. Half and double are both plausible.
 */
export const entriesPerId = { min: 1.4, max: 5.6 };
