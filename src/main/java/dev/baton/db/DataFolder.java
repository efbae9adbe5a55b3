package dev.baton.db;

import dev.baton.config.StartProblem;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Baton's own folder, held by one Baton at a time. */
final class DataFolder implements AutoCloseable {

  static final String PASSWORD_FILE = "postgres.password";
  /** The lock lies far behind the text, so that systems whose locks forbid reading still let one read who holds it. */
  private static final long LOCK_AT = 1L << 40;
  /** An empty server, its first log files and some room. */
  private static final long ROOM_BYTES = 200L * 1024 * 1024;
  private static final int PASSWORD_BYTES = 24;

  private final Path folder;
  private final RandomAccessFile file;
  private final FileLock lock;

  private DataFolder(Path folder, RandomAccessFile file, FileLock lock) {
    this.folder = folder;
    this.file = file;
    this.lock = lock;
  }

  /** @throws StartProblem if another Baton holds it or it cannot be written */
  static DataFolder hold(Path folder) {
    var lockFile = folder.resolve("baton.lock");
    try {
      createPrivate(folder);
      var file = new RandomAccessFile(lockFile.toFile(), "rw");
      try {
        var lock = file.getChannel().tryLock(LOCK_AT, 1, false);
        if (lock != null) {
          file.setLength(0);
          file.write((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII));
          return new DataFolder(folder, file, lock);
        }
      } catch (OverlappingFileLockException heldInThisProcess) {
        // falls through to the words below, as if another process had it
      }
      file.close();
      throw new StartProblem("The data folder " + folder + " is in use by another Baton (process "
        + Files.readString(lockFile).strip() + "): stop that one, or give this one its own folder with BATON_DATA");
    } catch (IOException e) {
      throw cannotWrite(folder, e);
    }
  }

  Path path() {
    return folder;
  }

  /** @throws StartProblem if there is not enough room for a new server */
  void needRoom() throws IOException {
    var free = Files.getFileStore(folder).getUsableSpace();
    if (free < ROOM_BYTES) {
      throw new StartProblem("Only " + free / 1024 / 1024 + " MiB are free where " + folder + " lies: make at least "
        + ROOM_BYTES / 1024 / 1024 + " MiB free, or name another folder with BATON_DATA");
    }
  }

  /** The embedded server's password, made once; only this user may read it. */
  Path passwordFile() throws IOException {
    var path = folder.resolve(PASSWORD_FILE);
    if (!Files.exists(path)) {
      var bytes = new byte[PASSWORD_BYTES];
      new SecureRandom().nextBytes(bytes);
      var draft = folder.resolve("postgres.password.new");
      Files.deleteIfExists(draft);
      Files.createFile(draft);
      if (Files.getFileStore(draft).supportsFileAttributeView("posix")) {
        Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-------"));
      }
      Files.writeString(draft, HexFormat.of().formatHex(bytes));
      Files.move(draft, path);
    }
    return path;
  }

  static StartProblem cannotWrite(Path where, IOException e) {
    var file = e instanceof FileSystemException f && f.getFile() != null ? f.getFile() : where.toString();
    return new StartProblem("Cannot write " + file + " (" + e.getClass().getSimpleName()
      + "): let this user write there, or name another folder with BATON_DATA", e);
  }

  private static void createPrivate(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    Files.createDirectories(folder);
    if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }
  }

  @Override
  public void close() throws IOException {
    lock.release();
    file.close();
  }
}
