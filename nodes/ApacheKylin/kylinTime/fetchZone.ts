import type { Send } from '../../shared/api/kylinRequest';
import { KylinFailure } from '../../shared/kylin/failures';
import { kylinZone, type KylinZone } from './zone';

/** Kylin's time zone, from `GET /admin/instance_info`, which every login may read (contract 2). */
export async function fetchZone(send: Send): Promise<KylinZone> {
	const data = await send({ method: 'GET', url: '/admin/instance_info' });
	const name = (data as { 'instance.timezone'?: unknown } | null)?.['instance.timezone'];
	if (typeof name === 'string' && name !== '') return kylinZone(name);
	throw new KylinFailure('Kylin did not tell its time zone, which is needed to cut ranges', {
		advice: 'Kylin 5.0.0 or newer is needed.',
	});
}
