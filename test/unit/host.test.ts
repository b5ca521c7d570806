import fc from 'fast-check';
import { apiRoot } from '../../nodes/shared/kylin/host';

test.each([
	['http://kylin:7070', 'http://kylin:7070/kylin/api'],
	['http://kylin:7070/', 'http://kylin:7070/kylin/api'],
	['http://kylin:7070/kylin', 'http://kylin:7070/kylin/api'],
	['http://kylin:7070/kylin/', 'http://kylin:7070/kylin/api'],
	['http://kylin:7070/kylin/api', 'http://kylin:7070/kylin/api'],
	['  https://kylin.example.com  ', 'https://kylin.example.com/kylin/api'],
	['HTTPS://Kylin.Example.com/', 'https://kylin.example.com/kylin/api'],
	['https://gw.example.com/olap/kylin', 'https://gw.example.com/olap/kylin/api'],
	['https://gw.example.com/olap', 'https://gw.example.com/olap/kylin/api'],
	['https://gw.example.com/olap//', 'https://gw.example.com/olap/kylin/api'],
	['https://gw.example.com/mykylin', 'https://gw.example.com/mykylin/kylin/api'],
	['https://gw.example.com/kylin/olap', 'https://gw.example.com/kylin/olap/kylin/api'],
	['http://gw/http://a@b', 'http://gw/http://a@b/kylin/api'],
	['http://[::1]:7070', 'http://[::1]:7070/kylin/api'],
])('%s leads to %s', (host, root) => {
	expect(apiRoot(host)).toBe(root);
});

test.each<[unknown, string]>([
	['', 'is empty'],
	['   ', 'is empty'],
	[undefined, 'is empty'],
	[7070, 'is empty'],
	['kylin:7070', 'must begin with http://'],
	['see http://kylin', 'must begin with http://'],
	['kylin.example.com', 'must begin with http://'],
	['ftp://kylin', 'must begin with http://'],
	['//kylin', 'must begin with http://'],
	['http://', 'is not a valid address'],
	['http://ky lin', 'is not a valid address'],
	['http://kylin:99999', 'is not a valid address'],
	['http://ADMIN:KYLIN@kylin:7070', 'must not contain a user name or password'],
	['http:///ADMIN@kylin:7070', 'must not contain a user name or password'],
	['http:///:KYLIN@kylin:7070', 'must not contain a user name or password'],
	['http://:@kylin:7070', 'must not contain a user name or password'],
	['http://@kylin:7070', 'must not contain a user name or password'],
	['http://kylin:7070/?a=b', 'must end before the question mark'],
	['http://kylin:7070/kylin/#/monitor/job', 'must end before the question mark'],
])('%j is refused: %s', (host, complaint) => {
	expect(() => apiRoot(host)).toThrow(complaint);
	expect(() => apiRoot(host)).toThrow(/^'Host' .*, e\.g\. http:\/\/kylin\.example\.com:7070$/);
});

test('whatever is typed, the root stays at the host or is refused, and repeating changes nothing', () => {
	const hosts = fc.oneof(
		fc.webUrl({ withQueryParameters: true, withFragments: true }),
		fc.string(),
	);
	fc.assert(
		fc.property(hosts, (host) => {
			let root: string;
			try {
				root = apiRoot(host);
			} catch (error) {
				return expect(String(error)).toContain("'Host'");
			}
			expect(new URL(root).origin).toBe(new URL(host.trim()).origin);
			expect(root.endsWith('/kylin/api')).toBe(true);
			return expect(apiRoot(root)).toBe(root);
		}),
	);
});
