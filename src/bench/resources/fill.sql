-- What every run measures on: 1,000 people and ${threads} threads, each with five messages and two actions. The first person
-- owns a quarter of it all. Everything follows from row numbers and times are fixed: every fill of a size is the same.

-- The foreign keys hold by construction; where the role may, it is not made to prove that a million times.
select set_config('session_replication_role', 'replica', false)
from pg_roles
where rolname = current_user and rolsuper;

set synchronous_commit = off;

set work_mem = '128MB';

-- A number that looks random, from 0 to limit - 1.
create function pg_temp.pick(seed text, choices integer) returns integer immutable language sql as
$$ select abs(hashtext(seed)::bigint)::bigint % choices $$;

-- A UUID of version 7, as the service makes them: by time, then by chance.
create function pg_temp.id(at timestamptz, seed text) returns uuid immutable language sql as
$$ select (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7' || substr(md5(seed), 1, 3)
           || '8' || substr(md5(seed), 4, 15))::uuid $$;

create temp table sentence as
select row_number() over () - 1 as number, text
from unnest(array[
  'Thank you for the quick answer; that settles the first of the three points.',
  'Could you tell me by Friday whether the quoted price still holds for the second year?',
  'The harbour authority has moved the appointment to the following Monday.',
  'I have attached the signed copy, and the original is in the post.',
  'Our accountant noticed that the invoice of last month lacks the purchase order number.',
  'Please let me know whom I should speak to about the new delivery address.',
  'We are happy with the draft, apart from the wording of the fourth paragraph.',
  'The team would like to meet on Thursday at ten, if that suits you.',
  'It would help us a great deal if the report could be finished before the holidays.',
  'There was a misunderstanding about the number of licences: we need twelve, not twenty.',
  'I will be travelling until Wednesday and read my mail in the evenings only.',
  'As agreed on the telephone, the first half is due when the work begins.',
  'The contract ends in December and renews for a year unless either side objects.',
  'My colleague asked whether the workshop could be held in our office instead.',
  'We have not received a confirmation yet, so I am asking once more.',
  'Everything else stays as it was in the offer of the third of June.'
]) text;

-- About 700 characters, between 200 and 1,100: what people write to each other.
create temp table body as
select n as number,
       left((select string_agg(text, ' ' order by pg_temp.pick(n || ':' || number, 1000000)) from sentence),
            200 + pg_temp.pick('length' || n, 900)) as text
from generate_series(0, 9999) n;

create unique index on body (number);

insert into users (id, email, password_hash, name, autonomy_level, created_at, updated_at, email_verified_at)
select pg_temp.id(at, 'user' || n), 'person' || n || '@bench.getanswers.example', '${passwordHash}',
       'Person ' || n, 'medium', at, at, at
from generate_series(1, 1000) n, lateral (select timestamptz '2025-12-01 00:00:00Z' + n * interval '1 second' as at) t;

insert into sessions (id, user_id, created_at, expires_at)
select pg_temp.id(created_at, 'session' || email), id, created_at, '2100-01-01'
from users;

create temp table person as
select id, email, name, substring(email from '[0-9]+')::integer as number from users;

-- The first person has every fourth thread; the others take turns with the rest. Two threads make an objective.
create temp table thread as
select c as number, p.id as user_id, p.email, p.name, place,
       pg_temp.id(started, 'thread' || c) as id,
       pg_temp.id(timestamptz '2026-01-01 00:00:00Z', 'objective' || p.number || ':' || place / 2) as objective_id,
       started,
       'Offer ' || p.number || '-' || place / 2 || ' for the ' ||
         (array['harbour', 'workshop', 'renewal', 'delivery', 'audit', 'summer party', 'new office', 'licence']
         )[1 + pg_temp.pick('subject' || c, 8)] as subject,
       (array['Dana Reyes', 'Hannah Berg', 'Priya Nair', 'Tom Albright', 'Jonas Weber', 'Aiko Mori', 'Lea Rossi', 'Sam Okoye']
         )[1 + pg_temp.pick('name' || c, 8)] as other_name,
       'correspondent' || pg_temp.pick('who' || c, 40) || '@' ||
         (array['acme', 'northlight', 'tideway', 'marlow'])[1 + pg_temp.pick('who' || c, 4)] || '.example' as other_email
from generate_series(0, ${threads} - 1) c
cross join lateral (
  select case when c % 4 = 0 then 1 else 2 + (c - c / 4 - 1) % 999 end as owner,
         case when c % 4 = 0 then c / 4 else (c - c / 4 - 1) / 999 end as place,
         timestamptz '2026-01-01 00:00:00Z' + c * interval '1 minute' as started
) t
join person p on p.number = t.owner;

create unique index on thread (number);

analyze thread;

insert into objectives (id, user_id, title, status, created_at, updated_at)
select objective_id, user_id, min(subject),
       (array['waiting_on_you', 'waiting_on_you', 'waiting_on_others', 'handled', 'scheduled', 'muted']
         )[1 + pg_temp.pick(objective_id::text, 6)],
       min(started), max(started)
from thread
group by objective_id, user_id;

insert into conversations (id, user_id, objective_id, subject_key, participants, created_at, updated_at)
select id, user_id, objective_id, lower(subject),
       jsonb_build_array(jsonb_build_object('email', other_email, 'name', other_name),
                         jsonb_build_object('email', email, 'name', name)),
       started, started + interval '28 hours'
from thread
order by number;

-- In the order of their arrival: the messages of a thread lie apart, as they do where mail comes in for everybody.
insert into messages (id, user_id, conversation_id, message_id, in_reply_to, mail_references, sender_email, sender_name,
                      subject, body_text, body_html, direction, sent_at, created_at)
select pg_temp.id(sent_at, 'message' || t.number || ':' || i), t.user_id, t.id, t.number || '.' || i || '@bench.example',
       case when i > 0 then t.number || '.' || i - 1 || '@bench.example' end,
       (select coalesce(array_agg(t.number || '.' || r || '@bench.example' order by r), '{}') from generate_series(0, i - 1) r),
       case when i % 2 = 0 then t.other_email else t.email end, case when i % 2 = 0 then t.other_name else t.name end,
       case when i > 0 then 'Re: ' else '' end || t.subject, b.text, '',
       case when i % 2 = 0 then 'incoming' else 'outgoing' end, sent_at, sent_at + interval '1 second'
from thread t
cross join generate_series(0, 4) i
cross join lateral (
  select t.started + i * interval '7 hours' + pg_temp.pick(t.number || ':' || i, 1000000) * interval '1 microsecond' as sent_at
) s
join body b on b.number = (t.number * 7 + i * 1013) % 10000
order by sent_at;

insert into thread_references (user_id, message_id, conversation_id)
select user_id, message_id, conversation_id
from messages;

-- Each thread has an action for its second and one for its third incoming message: most of the first are decided, most
-- of the second wait.
insert into agent_actions (id, user_id, conversation_id, message_id, action_type, proposed_content, confidence_score,
                           risk_level, priority_score, status, category, summary, rationale, decided_by, objective_before,
                           created_at, updated_at, resolved_at, approved_at)
select pg_temp.id(at, 'action' || seed), user_id, conversation_id, id,
       (array['draft', 'draft', 'draft', 'send', 'file', 'schedule'])[1 + pg_temp.pick('type' || seed, 6)],
       'Dear ' || sender_name || E',\n\nthank you for your message. ' || left(body_text, 80 + pg_temp.pick('cut' || seed, 200))
         || E'\n\nBest regards', pg_temp.pick('confidence' || seed, 1000) / 1000.0,
       (array['low', 'low', 'low', 'medium', 'medium', 'high'])[1 + pg_temp.pick('risk' || seed, 6)],
       pg_temp.pick('priority' || seed, 101), status,
       (array['finance', 'client', 'hr', 'legal', 'internal', 'partner'])[1 + pg_temp.pick('category' || seed, 6)],
       sender_name || ' asks about ' || subject,
       jsonb_build_object(
         'signals', jsonb_build_array(
           jsonb_build_object('name', 'known_correspondent', 'affects', 'confidence', 'weight', 0.15,
                              'detail', 'You have written to ' || sender_email || ' before'),
           jsonb_build_object('name', 'question', 'affects', 'priority', 'weight', 20, 'detail', 'It asks a question'),
           jsonb_build_object('name', 'deadline', 'affects', 'priority', 'weight', 15, 'detail', 'It names a day: Friday')),
         'policies', '[]'::jsonb, 'gate', 'The confidence is below what the autonomy level asks for: it waits for review.'),
       case when decided then (array['person', 'person', 'agent'])[1 + pg_temp.pick('decider' || seed, 3)] end,
       case when decided then 'waiting_on_you' end,
       at, case when decided then at + interval '1 hour' end, case when decided then at + interval '1 hour' end,
       case when status in ('approved', 'edited') then at + interval '1 hour' end
from (
  select m.*, m.message_id as seed, m.sent_at + interval '2 seconds' as at, d.decided,
         case when d.decided
           then (array['approved', 'approved', 'approved', 'edited', 'rejected'])[1 + pg_temp.pick('status' || m.message_id, 5)]
           else 'pending' end as status
  from messages m
  cross join lateral (
    select pg_temp.pick('decided' || m.message_id, 10) < case when m.message_id like '%.2@%' then 7 else 1 end as decided
  ) d
  where m.message_id like '%.2@%' or m.message_id like '%.4@%'
) m
order by at;

insert into executions (id, user_id, action_id, status, attempts, available_at, provider_id, created_at, finished_at)
select pg_temp.id(resolved_at, 'execution' || id), user_id, id, 'done', 1, resolved_at + interval '10 seconds',
       '250 2.0.0 Ok: queued', resolved_at, resolved_at + interval '12 seconds'
from agent_actions
where approved_at is not null;

reset session_replication_role;
