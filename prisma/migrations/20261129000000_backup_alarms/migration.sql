-- Who wanted to be told of other trouble of the shop's own is told of a missing backup too, which there was no word for then.
UPDATE "alert_channels" SET "events" = "events" || ARRAY['backup_late']
WHERE 'contract_refused' = ANY("events") AND NOT 'backup_late' = ANY("events");
