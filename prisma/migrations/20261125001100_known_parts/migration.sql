-- Apart from the migration that adds it: this lock lets everybody read and write.
ALTER TABLE journal_entry VALIDATE CONSTRAINT journal_entry_part_check;
