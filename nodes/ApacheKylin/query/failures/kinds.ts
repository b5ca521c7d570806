import type { QueryAnswer } from '../result/answer';

export type FailureKind =
	| 'stopped'
	| 'timeout'
	| 'busy'
	| 'tooManyRows'
	| 'noRight'
	| 'noIndex'
	| 'unknownColumn'
	| 'unknownTable'
	| 'reservedWord'
	| 'parameterPlace'
	| 'syntax'
	| 'notSupported'
	| 'other';

/** What went wrong, and the name that Kylin does not know or cannot use, if it is about one. */
export type Problem = { kind: FailureKind; name?: string };

/** By Kylin's sentence (recorded with Kylin 5.0.2; `denied` from AclChecker.java); the first that fits. */
const BY_MESSAGE: ReadonlyArray<readonly [FailureKind, RegExp]> = [
	['timeout', /exceeds the set time limit/i],
	['busy', /server is too busy|query rejected/i],
	['tooManyRows', /exceeds the maximum limit/i],
	['noRight', /access (?:table|column)\b.*\bdenied|does(?:n't| not) have (?:access|permission)/i],
	['noIndex', /^no (?:realization|model) found for/i],
	['unknownColumn', /column '([^']+)' not found/i],
	['unknownTable', /object '([^']+)' not found/i],
	['parameterPlace', /illegal use of dynamic parameter/i],
	['syntax', /^(?:encountered|lexical error|incorrect syntax)|syntax error|parse failed/i],
	['notSupported', /this sql is not supported|non-query expression/i],
];

/** Words of SQL that people like as names of columns. */
const RESERVED = new Set(
	'all,any,at,avg,begin,case,cast,condition,count,current,cycle,date,datetime,day,default,desc,element,end,exists,fetch,group,hour,interval,language,last,left,limit,local,match,max,measure,member,method,min,minute,module,month,new,number,offset,old,order,over,parameter,percent,period,position,precision,primary,rank,ratio,reference,result,right,row,rows,second,session,show,start,static,sum,system,table,time,timestamp,to,trigger,type,user,value,values,window,year'.split(
		',',
	),
);

const FOUND_TOKEN = /(?:encountered "|keyword ')(?:as )?([A-Za-z_]+)/i;

export function problemOf(answer: QueryAnswer): Problem {
	if (answer.is_stop_by_user) return { kind: 'stopped' };
	if (answer.is_timeout) return { kind: 'timeout' };
	if (answer.is_refused) return { kind: 'busy' };
	const message = answer.exceptionMessage ?? '';
	for (const [kind, pattern] of BY_MESSAGE) {
		const match = pattern.exec(message);
		if (match === null) continue;
		const reserved = kind === 'syntax' ? FOUND_TOKEN.exec(message)?.[1] : undefined;
		if (reserved !== undefined && RESERVED.has(reserved.toLowerCase())) {
			return { kind: 'reservedWord', name: reserved };
		}
		return match[1] === undefined ? { kind } : { kind, name: match[1] };
	}
	return { kind: 'other' };
}
