import { FixedOffsetZone, IANAZone, type Zone } from 'luxon';
import { KylinFailure } from '../../shared/kylin/failures';

const MINUTE_MS = 60_000;

/** Kylin's time zone, in which it cuts the ranges of segments. */
export type KylinZone = {
	/** as Kylin names it, e.g. `Asia/Shanghai` or `GMT+08:00` */
	name: string;
	/** milliseconds by which its clocks are ahead of UTC at a moment (epoch milliseconds) */
	offset: (epochMs: number) => number;
};

/** Java's names of fixed offsets, which are no IANA names: `GMT+08:00`, `UTC-5`, `+05:30`, `Z`. */
const FIXED_OFFSET = /^(?:(?:GMT|UTC|UT)?([+-])(\d{1,2})(?::?(\d{2}))?|Z)$/;

/**
 * @param name a Java zone id, as `GET /admin/instance_info` tells it (contract 2)
 * @throws KylinFailure when the zone is not known here
 */
export function kylinZone(name: string): KylinZone {
	const zone = fixedZone(name) ?? ianaZone(name);
	const known = new Map<number, number>();
	const offset = (epochMs: number) => {
		const remembered = known.get(epochMs);
		if (remembered !== undefined) return remembered;
		const offsetMs = zone.offset(epochMs) * MINUTE_MS;
		known.set(epochMs, offsetMs);
		return offsetMs;
	};
	return { name, offset };
}

function fixedZone(name: string): Zone | undefined {
	const match = FIXED_OFFSET.exec(name);
	if (match === null) return undefined;
	const [, sign, hours = '0', minutes = '0'] = match;
	return FixedOffsetZone.instance((sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)));
}

function ianaZone(name: string): Zone {
	if (IANAZone.isValidZone(name)) return IANAZone.create(name);
	throw new KylinFailure(`Kylin's time zone "${name}" is not known to n8n`, {
		advice:
			"Without it dates can't be turned into Kylin's ranges. Set 'kylin.web.timezone' in Kylin to a name such as Asia/Shanghai or GMT+8.",
	});
}
