// What one memory cgroup ID stands for, where nothing counts them.

/**
 * Memcg IDs lost for each pod started: two at most were seen, far fewer where little runs in the pod.
 * https://tencentcloudcontainerteam.github.io/2018/12/29/cgroup-leaking/
 */
export const idsPerStart = { min: 0.25, max: 2.1 };

/**
 * Entries of /sys/kernel/slab for each memcg ID that is gone: 182,210 of them stood on a node whose 65,535 IDs were all used
 * up, the only public case with both figures. Half and double are both plausible.
 */
export const entriesPerId = { min: 1.4, max: 5.6 };

/** Slab for each memcg ID that is gone: 50 KiB on that node; a good half and nearly double are plausible. */
export const slabBytesPerId = { min: 28 * 1024, max: 95 * 1024 };

/** What ordinary work holds besides. */
export const ordinarySlabBytes = { min: 150 * 1024 ** 2, max: 400 * 1024 ** 2 };
