import { DateTime, FixedOffsetZone, IANAZone } from 'luxon';
import { ParameterError } from '../kylin/failures';

/** The first and last moment that ISO 8601 writes with a year of four digits, as epoch milliseconds. */
export const FIRST_ISO_TIME = Date.UTC(1000, 0);
export const LAST_ISO_TIME = Date.UTC(10_000, 0) - 1;

export function isIsoTime(epochMs: number): boolean {
	return epochMs >= FIRST_ISO_TIME && epochMs <= LAST_ISO_TIME;
}

/**
 * @param timezone an IANA name, as n8n gives it
 * @throws ParameterError for a timezone that does not exist, which says where it is set
 */
export function zoneOf(timezone: string): IANAZone {
	const zone = IANAZone.create(timezone);
	if (zone.isValid) return zone;
	throw new ParameterError(
		'Timezone',
		`in the workflow's settings is "${timezone}", which does not exist: choose another one`,
		"If the setting reads 'Default', the timezone is that of n8n: set its environment variable GENERIC_TIMEZONE to a name such as Asia/Shanghai.",
	);
}

/**
 * A moment as ISO 8601 with the offset of a timezone, e.g. `2026-03-29T03:00:00+02:00`, and never `Z`.
 *
 * @param timezone as `zoneOf`
 */
export function zonedTime(epochMs: number, timezone: string): string {
	// Before 1900 offsets have seconds, which ISO 8601 cannot write.
	const offsetMinutes = Math.round(zoneOf(timezone).offset(epochMs));
	const wholeSecondMs = Math.floor(epochMs / 1_000) * 1_000;
	const local = DateTime.fromMillis(wholeSecondMs, {
		zone: FixedOffsetZone.instance(offsetMinutes),
	});
	return String(local.toISO({ suppressMilliseconds: true })).replace('Z', '+00:00');
}

/** @returns null for what is no time, so that one odd record does not cost a whole list */
export function zonedTimeOrNull(epochMs: number, timezone: string): string | null {
	return isIsoTime(epochMs) ? zonedTime(epochMs, timezone) : null;
}
