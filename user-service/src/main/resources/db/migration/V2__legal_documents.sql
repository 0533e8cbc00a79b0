-- The first versions of the legal texts; a change is a new row with a new version, never an update.
insert into legal_documents (id, type, version, title, content, effective_date, created_at) values
('0190c0de-0001-7000-8000-000000000001', 'terms', '1.0', 'Terms of use', $text$# Terms of use

Version 1.0

## What this service is
OET Praxis lets you rehearse the speaking part of the Occupational English Test with a simulated patient and gives you written feedback. It is independent of the owner of the test. A score or an estimate here is no test result and no promise of one.

## What it is not
The scenarios are educational and fictitious. They do not replace clinical guidelines, formal training or supervision, and nothing the simulated patient says is medical advice. Do not enter details of real patients.

## Your account
You give your own name and e-mail address and keep your password to yourself. One person uses one account. Tell support at once if you believe that somebody else uses it.

## Free and paid use
Each account has three free practice sessions with the complete experience, once. Further sessions need a subscription; its price and period are shown before you pay. You can cancel at any time with effect from the end of the paid period.

## What you may not do
You may not disturb the service, get round its limits, copy its scenarios in bulk, offer it to others as your own, or use it to harm anybody.

## What we answer for
We run the service with care, and it may at times be interrupted. We answer without limit for intent and gross negligence and wherever the law says so.

## Changes and end
New terms are shown to you before they apply, and you accept them before your next session. You may delete your account at any time.
$text$, date '2026-01-01', now()),
('0190c0de-0001-7000-8000-000000000002', 'privacy', '1.0', 'Privacy notice', $text$# Privacy notice

Version 1.0

## What we keep
Your name, e-mail address, profession and settings; the text of your practice sessions and the reports made from it; what you agreed to and when; times of sign-in; and, where you subscribe, what is needed for billing. Card numbers stay with the payment provider.

## What we never keep
No audio. Your voice is processed live to turn it into text and is then discarded; the patient's voice is made live and discarded as well. Neither is written to a disk, a database or a log.

## How it travels
Everything travels encrypted between your device and us and between our own parts. Our server must hear your audio to transcribe it, so this is not end-to-end encryption.

## What we use it for
To run your sessions, to make your reports and show your progress, to send the mails that belong to your account, and to keep the service safe. Your sessions are private: other learners never see them.

## Who else sees it
Providers who work for us under contract, such as a payment provider, and nobody who would use it for advertising. Where an external language or speech model is used, it receives the text or sound of the turn in progress and not your name.

## Your rights
You can see, correct, export and delete your data. Deleting your account starts a period of 30 days in which you can change your mind; then your identifying data and transcripts are erased. Billing records are kept as long as the law asks for.
$text$, date '2026-01-01', now()),
('0190c0de-0001-7000-8000-000000000003', 'data-policy', '1.0', 'Data policy', $text$# Data policy

Version 1.0

| What | How long |
|---|---|
| Audio of any kind | not kept; at most the turn in progress, in memory |
| Transcripts and reports | one year, or until you delete your account |
| Progress figures | as long as the account exists |
| Account, settings and consents | as long as the account exists |
| Sign-ins | seven days after they were last used |
| Exports you asked for | seven days |
| Records of what administrators did | two years |
| Billing records | the period the law asks for |

Passwords are kept as Argon2id hashes only. Second factors and signing keys are encrypted. Access by staff needs a second factor and is recorded.
$text$, date '2026-01-01', now());
