import java.nio.file.Path;
import java.util.Map;
import org.polyptych.engines.Reconstruction;
import org.polyptych.io.ProductFile;
import org.polyptych.io.ScanFiles;
import org.polyptych.physics.Result;
import org.polyptych.physics.Scan;

/**
 * Opens a scan, reconstructs it, saves the result:
 *
 * <p>java -cp "app/target/lib/*" examples/FirstReconstruction.java SCAN RESULT.h5
 */
public class FirstReconstruction {
    public static void main(String[] args) {
        Scan scan = ScanFiles.open(Path.of(args[0]));
        Reconstruction recipe = Reconstruction.with("rpie", Map.of("probe.modes", "2", "rpie.alpha", "0.2"), 20, 1, 2);
        Result result = recipe.run(
                scan, (report, total, seconds) -> System.out.println(report.iteration() + "/" + total + ": " + report.loss()));
        ProductFile.write(Path.of(args[1]), result);
        System.out.println("object of " + result.specimen().rows() + " x " + result.specimen().columns() + " pixels");
    }
}
